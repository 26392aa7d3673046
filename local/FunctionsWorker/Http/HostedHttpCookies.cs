namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The cookies that a response sets.</summary>
internal sealed class HostedHttpCookies : HttpCookies
{
    public List<IHttpCookie> Values { get; } = [];

    public override void Append(string name, string value) => Values.Add(new HttpCookie(name, value));

    public override void Append(IHttpCookie cookie)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        Values.Add(cookie);
    }

    public override IHttpCookie CreateNew() => new HttpCookie(string.Empty, string.Empty);
}
