using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>
/// Verifies shared access signatures: <c>SharedAccessSignature sr={uri}&amp;sig={signature}&amp;se={expiry}&amp;skn={key name}</c>
/// (learn.microsoft.com, "Service Bus access control with Shared Access Signatures").
/// </summary>
internal sealed class SharedAccess(string keyName, string key)
{
    private const string Prefix = "SharedAccessSignature ";

    /// <returns>When it expires, or what is wrong with it.</returns>
    public (DateTimeOffset? Expires, string? Fault) Verify(string token, EntityAddress audience, DateTimeOffset now)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal))
            return (null, "The token is not a SharedAccessSignature.");

        var fields = token[Prefix.Length..]
            .Split('&')
            .Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .GroupBy(field => field[0], field => field[1])
            .ToDictionary(group => group.Key, group => group.First());
        if (!fields.TryGetValue("sr", out var resource) || !fields.TryGetValue("sig", out var signature) || !fields.TryGetValue("se", out var expiry) || !fields.TryGetValue("skn", out var name))
            return (null, "The token lacks sr, sig, se or skn.");
        if (!long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return (null, "The token's se is not a Unix time.");

        var expires = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (expires <= now)
            return (null, $"ExpiredToken: the token expired at {expires:u}.");
        if (Uri.UnescapeDataString(name) != keyName)
            return (null, "InvalidSignature: the key name is not known.");
        if (!IsSigned(resource, expiry, Uri.UnescapeDataString(signature)))
            return (null, "InvalidSignature: the token has an invalid signature.");

        return audience.IsWithin(EntityAddress.Parse(Uri.UnescapeDataString(resource)))
            ? (expires, null)
            : (null, $"The token is not for '{audience}'.");
    }

    private bool IsSigned(string resource, string expiry, string signature)
    {
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}")));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature));
    }
}
