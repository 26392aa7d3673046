using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Sends the response that a function returned.</summary>
internal static class ResponseWriter
{
    public static async Task WriteAsync(HttpContext http, HttpResponseData? data, CancellationToken cancellationToken)
    {
        var response = http.Response;
        if (data is null)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.StatusCode = (int)data.StatusCode;
        foreach (var (name, values) in data.Headers.NonValidated)
        {
            // How the body is framed is the server's to say.
            if (!IsFraming(name))
                response.Headers[name] = string.Join(",", values);
        }

        if (data is HostedHttpResponseData hosted)
        {
            foreach (var cookie in hosted.SetCookies)
                response.Headers.Append("Set-Cookie", cookie);
        }

        var body = await ReadAsync(data.Body, cancellationToken);
        if (!MayHaveBody(response.StatusCode))
            return;

        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(body, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        if (!body.CanRead)
            return ReadOnlyMemory<byte>.Empty;
        if (body.CanSeek)
            body.Position = 0;

        var copy = new MemoryStream();
        await body.CopyToAsync(copy, cancellationToken);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }

    private static bool IsFraming(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    // RFC 9110 sections 15.2, 15.3.5 and 15.4.5.
    private static bool MayHaveBody(int status) => status >= 200 && status is not (204 or 304);
}
