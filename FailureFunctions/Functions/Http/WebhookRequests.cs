using FailureFunctions.Copernica;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Makes a call of a request, with everything that a signature can cover as it was sent.</summary>
internal static class WebhookRequests
{
    public static WebhookRequest Of(HttpRequestData request, byte[] body) => new()
    {
        Method = request.Method,
        Target = TargetOf(request.Url.OriginalString),
        Headers = WebhookHeaders.From(request.Headers),
        Body = body,
    };

    // The properties of Uri may encode anew what the caller has signed; the original string does not.
    private static string TargetOf(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var path = url.AsSpan(scheme < 0 ? 0 : scheme + 3).IndexOfAny('/', '?');
        return path < 0 ? "/" : url[((scheme < 0 ? 0 : scheme + 3) + path)..];
    }
}
