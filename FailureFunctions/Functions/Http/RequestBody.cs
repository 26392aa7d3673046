using System.Globalization;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Takes the raw body off a request, within its limit.</summary>
internal static class RequestBody
{
    /// <summary>The longest body that is taken, in bytes.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>
    /// Reads the body. The host hands over no body without a Content-Length, whatever was sent, so a request without one
    /// cannot be told from an empty one.
    /// </summary>
    /// <returns>The body; or the problem, and no body.</returns>
    public static async Task<(byte[] Body, Problem? Problem)> ReadAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValues("content-length", out var values)
            || !long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return ([], Problem.LengthRequired);
        if (length > Longest)
            return ([], Problem.ContentTooLarge);

        var buffer = new byte[length];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return (buffer[..read], null);
    }
}
