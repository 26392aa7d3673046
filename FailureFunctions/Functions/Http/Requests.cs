using System.Globalization;
using FailureFunctions.Copernica;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Takes the raw body off a request, within its limit.</summary>
internal static class RequestBody
{
    /// <summary>The longest body that is accepted where a function allows no longer one, in bytes.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>
    /// Reads the body. The host passes on no body without a Content-Length, whatever was sent, so a request without one looks
    /// like an empty one.
    /// </summary>
    /// <returns>The body; or the problem, and no body.</returns>
    public static Task<(byte[] Body, Problem? Problem)> ReadAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        ReadAsync(request, Longest, cancellationToken);

    public static async Task<(byte[] Body, Problem? Problem)> ReadAsync(HttpRequestData request, int longest, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValues("content-length", out var values)
            || !long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return ([], Problem.LengthRequired);
        if (length > longest)
            return ([], longest == Longest ? Problem.ContentTooLarge : Problem.ContentTooLarge.Over(longest));
        var body = new byte[length];
        return await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken) == length
            ? (body, null)
            : ([], Problem.IncompleteBody);
    }
}

/// <summary>Makes a webhook's call of a request, with everything that a signature can cover as it was sent.</summary>
internal static class WebhookRequests
{
    public static WebhookRequest Of(HttpRequestData request, byte[] body) => new()
    {
        Method = request.Method,
        Target = TargetOf(request),
        Headers = WebhookHeaders.From(request.Headers),
        Body = body,
    };

    // The properties of Uri may encode again what the caller has signed; the original string does not.
    private static string TargetOf(HttpRequestData request)
    {
        string url;
        try
        {
            url = request.Url.OriginalString;
        }
        catch (UriFormatException)
        {
            // The worker builds the URL from the Host header, which anyone can set. An invalid one is not ours, so it is refused as another host.
            return "/";
        }
        var path = url.IndexOfAny(['/', '?'], url.IndexOf("://", StringComparison.Ordinal) + "://".Length);
        return path < 0 ? "/" : url[path..];
    }
}
