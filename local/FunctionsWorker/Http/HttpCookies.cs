namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The cookies that a response sets.</summary>
public abstract class HttpCookies
{
    /// <summary>Adds a cookie without attributes.</summary>
    public abstract void Append(string name, string value);

    /// <summary>Adds a cookie.</summary>
    public abstract void Append(IHttpCookie cookie);

    /// <summary>A cookie to fill in, not yet added.</summary>
    public abstract IHttpCookie CreateNew();
}
