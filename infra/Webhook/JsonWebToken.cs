using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace FailureFunctions.Infra.Webhook;

/// <summary>A JSON web token (RFC 7519) of Copernica's: a secret for 24 hours, of which only the expiry is read.</summary>
/// <param name="Value">The token, as it is sent.</param>
/// <param name="Expires">When it ends; null where it does not say, and then it is not kept.</param>
internal sealed record JsonWebToken(string Value, DateTimeOffset? Expires)
{
    private const int LongestToken = 16 * 1024;

    /// <summary>Reads a token: three parts in base64url, of which the second is a JSON object.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonWebToken? token)
    {
        token = null;
        // Documented as text; a JSON string is the same in quotes.
        var value = text.Trim().Trim('"');
        var parts = value.Split('.');
        if (value.Length > LongestToken || parts.Length != 3 || parts.Any(part => part.Length == 0) || !value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            return false;
        try
        {
            using var claims = JsonDocument.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])));
            if (claims.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            token = new JsonWebToken(value, ExpiryOf(claims.RootElement));
            return true;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "[JSON web token]";

    private static DateTimeOffset? ExpiryOf(JsonElement claims) =>
        claims.TryGetProperty("exp", out var expires) && expires.ValueKind == JsonValueKind.Number && expires.TryGetDouble(out var seconds) && seconds is > 0 and < 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
}
