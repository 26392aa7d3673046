using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The URL of a request, its path and query exactly as they were sent.</summary>
internal static class RequestUrl
{
    public static Uri Of(HttpContext http)
    {
        var request = http.Request;
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

        // Absolute-form (RFC 9112 section 3.2.2); the other forms without a path ("*") stand for the root.
        if (!target.StartsWith('/'))
            return Uri.TryCreate(target, UriKind.Absolute, out var absolute) ? absolute : new Uri($"{request.Scheme}://{HostOf(http)}/");

        return Uri.TryCreate($"{request.Scheme}://{HostOf(http)}{target}", UriKind.Absolute, out var url)
            ? url
            : new Uri($"{request.Scheme}://{LocalHostOf(http)}{target}");
    }

    // HTTP/1.0 knows no Host.
    private static string HostOf(HttpContext http) =>
        http.Request.Host.HasValue ? http.Request.Host.Value : LocalHostOf(http);

    private static string LocalHostOf(HttpContext http) => $"localhost:{http.Connection.LocalPort}";
}
