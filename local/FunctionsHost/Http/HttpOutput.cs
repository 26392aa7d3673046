using System.Globalization;
using System.Text;
using FailureFunctions.Local.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FailureFunctions.Local.FunctionsHost.Http;

/// <summary>Answers a request with the result of its function.</summary>
internal static class HttpOutput
{
    private static readonly string[] FramingHeaders = [HeaderNames.ContentLength, HeaderNames.TransferEncoding];

    /// <exception cref="InvalidOperationException">The function returned a status or header that HTTP does not allow.</exception>
    public static Task WriteAsync(HttpContext http, InvocationResponse result)
    {
        var rpc = result.ReturnValue?.Http ?? result.OutputData.Select(output => output.Data?.Http).FirstOrDefault(output => output is not null);
        return rpc is null ? WriteValueAsync(http, result.ReturnValue) : WriteAsync(http, rpc);
    }

    private static async Task WriteAsync(HttpContext http, RpcHttp rpc)
    {
        var response = http.Response;
        response.StatusCode = int.TryParse(rpc.StatusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 999
            ? status
            : throw new InvalidOperationException($"The function returned the status '{rpc.StatusCode}'.");
        foreach (var (name, value) in rpc.Headers)
        {
            // The server sets these itself.
            if (!FramingHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
                response.Headers[name] = value;
        }

        foreach (var cookie in rpc.Cookies)
            response.Headers.Append(HeaderNames.SetCookie, SetCookie(cookie));
        await WriteBodyAsync(http, BytesOf(rpc.Body));
    }

    // A function that returns no response object: nothing, or a value.
    private static async Task WriteValueAsync(HttpContext http, TypedData? value)
    {
        var body = BytesOf(value);
        http.Response.StatusCode = value is null || value.DataCase == TypedData.DataOneofCase.None ? StatusCodes.Status204NoContent : StatusCodes.Status200OK;
        http.Response.ContentType = value?.DataCase switch
        {
            TypedData.DataOneofCase.String => "text/plain; charset=utf-8",
            TypedData.DataOneofCase.Json => "application/json; charset=utf-8",
            TypedData.DataOneofCase.Bytes or TypedData.DataOneofCase.Stream => "application/octet-stream",
            _ => null,
        };
        await WriteBodyAsync(http, body);
    }

    private static async Task WriteBodyAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        // RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5.
        if (http.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
            return;

        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static ReadOnlyMemory<byte> BytesOf(TypedData? data) => data?.DataCase switch
    {
        TypedData.DataOneofCase.Bytes => data.Bytes.Memory,
        TypedData.DataOneofCase.Stream => data.Stream.Memory,
        TypedData.DataOneofCase.String => Encoding.UTF8.GetBytes(data.String),
        TypedData.DataOneofCase.Json => Encoding.UTF8.GetBytes(data.Json),
        TypedData.DataOneofCase.Int => Encoding.UTF8.GetBytes(data.Int.ToString(CultureInfo.InvariantCulture)),
        TypedData.DataOneofCase.Double => Encoding.UTF8.GetBytes(data.Double.ToString(CultureInfo.InvariantCulture)),
        _ => ReadOnlyMemory<byte>.Empty,
    };

    private static string SetCookie(RpcHttpCookie cookie) => new SetCookieHeaderValue(cookie.Name, Uri.EscapeDataString(cookie.Value))
    {
        Domain = cookie.Domain?.Value,
        Expires = cookie.Expires?.Value?.ToDateTimeOffset(),
        HttpOnly = cookie.HttpOnly?.Value ?? false,
        MaxAge = cookie.MaxAge is { HasValue: true } age ? TimeSpan.FromSeconds(age.Value) : null,
        Path = cookie.Path?.Value,
        Secure = cookie.Secure?.Value ?? false,
        SameSite = cookie.SameSite switch
        {
            RpcHttpCookie.Types.SameSite.Lax => Microsoft.Net.Http.Headers.SameSiteMode.Lax,
            RpcHttpCookie.Types.SameSite.Strict => Microsoft.Net.Http.Headers.SameSiteMode.Strict,
            RpcHttpCookie.Types.SameSite.ExplicitNone => Microsoft.Net.Http.Headers.SameSiteMode.None,
            _ => Microsoft.Net.Http.Headers.SameSiteMode.Unspecified,
        },
    }.ToString();
}
