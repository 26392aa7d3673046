using Microsoft.Net.Http.Headers;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Writes a cookie as a Set-Cookie value (RFC 6265 section 4.1).</summary>
internal static class SetCookie
{
    public static string Write(IHttpCookie cookie) => new SetCookieHeaderValue(cookie.Name, Uri.EscapeDataString(cookie.Value))
    {
        Domain = cookie.Domain,
        Expires = cookie.Expires,
        HttpOnly = cookie.HttpOnly ?? false,
        MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Path = cookie.Path,
        Secure = cookie.Secure ?? false,
        SameSite = cookie.SameSite switch
        {
            SameSite.Lax => SameSiteMode.Lax,
            SameSite.Strict => SameSiteMode.Strict,
            SameSite.ExplicitNone => SameSiteMode.None,
            _ => SameSiteMode.Unspecified,
        },
    }.ToString();
}
