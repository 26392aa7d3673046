using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A request as the Functions host hands it over: the body raw, header names in lower case, repeats joined by commas.</summary>
internal sealed class HostedHttpRequestData : HttpRequestData
{
    private readonly Lazy<IReadOnlyCollection<IHttpCookie>> _cookies;

    public HostedHttpRequestData(FunctionContext context, HttpContext http, MemoryStream body)
        : base(context)
    {
        Body = body;
        Method = http.Request.Method;
        Headers = new HttpHeadersCollection(http.Request.Headers.Select(header =>
            KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value.ToString())));
        Url = RequestUrl.Of(http);
        _cookies = new(() => [.. http.Request.Cookies.Select(cookie => new HttpCookie(cookie.Key, cookie.Value))]);
    }

    public override Stream Body { get; }

    public override HttpHeadersCollection Headers { get; }

    public override IReadOnlyCollection<IHttpCookie> Cookies => _cookies.Value;

    public override Uri Url { get; }

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method { get; }

    public override HttpResponseData CreateResponse() => new HostedHttpResponseData(FunctionContext);
}
