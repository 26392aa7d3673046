using System.Security.Cryptography;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// A key as DKIM publishes it in a TXT record (RFC 6376, section 3.6.1): tags separated by semicolons, blanks anywhere.
/// Either <paramref name="Key"/> is set or <paramref name="Cause"/>, which says why the key may not be used.
/// </summary>
internal sealed record DkimKeyRecord(SigningKey? Key, AuthenticationFailure? Cause)
{
    // In bytes; 8192 bits take about 1,050.
    private const int LongestKey = 2048;

    private static readonly HashAlgorithmName[] Hashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA512];

    /// <param name="text">One TXT record, its strings joined.</param>
    /// <returns>Null when the text is not a key record.</returns>
    public static DkimKeyRecord? Parse(string text)
    {
        if (Tags(text) is not { } tags || !tags.TryGetValue("p", out var base64))
            return null;
        // "v" should come first, but is accepted anywhere.
        if (!Is(tags.GetValueOrDefault("v", "DKIM1"), "DKIM1"))
            return null;
        if (base64.Length == 0)
            return new DkimKeyRecord(null, AuthenticationFailure.KeyRevoked);

        // "t" holds flags about mail ("y" testing, "s" no subdomains), which do not matter here.
        var services = List(tags.GetValueOrDefault("s", "*"));
        var names = List(tags.GetValueOrDefault("h", "sha256:sha512"));
        HashAlgorithmName[] hashes = [.. Hashes.Where(hash => names.Exists(name => Is(name, hash.Name!)))];
        var key = Is(tags.GetValueOrDefault("k", "rsa"), "rsa")
            && services.Exists(service => service == "*" || Is(service, "email"))
            && hashes.Length > 0
            && CanonicalBase64.Decode(base64, LongestKey) is { } der
                ? SigningKey.FromDer(der, hashes)
                : null;
        return new DkimKeyRecord(key, key is null ? AuthenticationFailure.KeyUnusable : null);
    }

    private static Dictionary<string, string>? Tags(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // Backslashes are left over where the semicolons were escaped twice for a zone file.
        foreach (var tag in text.Replace("\\", "", StringComparison.Ordinal).Split(';'))
        {
            if (string.IsNullOrWhiteSpace(tag))
                continue;
            var equals = tag.IndexOf('=', StringComparison.Ordinal);
            // A repeated tag makes the whole list invalid (RFC 6376, section 3.2).
            if (equals < 1 || !tags.TryAdd(tag[..equals].Trim(), tag[(equals + 1)..].Trim()))
                return null;
        }

        return tags;
    }

    private static List<string> List(string value) =>
        [.. value.Split(':', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static bool Is(string value, string expected) => value.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
