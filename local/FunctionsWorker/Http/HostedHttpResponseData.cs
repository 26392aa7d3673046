using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A response in memory, sent when the function has returned it.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The body is memory; the base type has nothing to dispose of.")]
internal sealed class HostedHttpResponseData(FunctionContext context) : HttpResponseData(context)
{
    private readonly HostedHttpCookies _cookies = new();
    private HttpHeadersCollection _headers = [];
    private Stream _body = new MemoryStream();

    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers
    {
        get => _headers;
        set => _headers = value ?? throw new InvalidOperationException("Headers of a response are never null.");
    }

    public override Stream Body
    {
        get => _body;
        set => _body = value ?? throw new InvalidOperationException("The body of a response is never null.");
    }

    public override HttpCookies Cookies => _cookies;

    /// <summary>The cookies as Set-Cookie values (RFC 6265 section 4.1).</summary>
    public IEnumerable<string> SetCookies => _cookies.Values.Select(SetCookie.Write);
}
