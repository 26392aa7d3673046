using System.Collections.Frozen;
using System.Security.Cryptography;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// A key as DKIM publishes it in a TXT record (RFC 6376, section 3.6.1): tags separated by semicolons, blanks anywhere.
/// Either <see cref="Key"/> or <see cref="Cause"/> is there.
/// </summary>
/// <param name="Key">The key.</param>
/// <param name="Cause">Why the key may not be used.</param>
internal sealed record DkimKeyRecord(SigningKey? Key, AuthenticationFailure? Cause)
{
    private const int LongestKey = 2048;

    private static readonly FrozenDictionary<string, HashAlgorithmName> Hashes = new Dictionary<string, HashAlgorithmName>
    {
        ["sha256"] = HashAlgorithmName.SHA256,
        ["sha512"] = HashAlgorithmName.SHA512,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a record.</summary>
    /// <param name="text">The text of one TXT record, its strings put together.</param>
    /// <returns>The record; null when the text is something else than a key record.</returns>
    public static DkimKeyRecord? Parse(string text)
    {
        if (Tags(text) is not { } tags || !tags.TryGetValue("p", out var base64))
            return null;
        // "v" should come first, but a record that has it elsewhere is no other record.
        if (!tags.GetValueOrDefault("v", "DKIM1").Equals("DKIM1", StringComparison.OrdinalIgnoreCase))
            return null;
        if (base64.Length == 0)
            return new DkimKeyRecord(null, AuthenticationFailure.KeyRevoked);

        // "t" holds flags about mail ("y" testing, "s" no subdomains), of no bearing here.
        var services = List(tags.GetValueOrDefault("s", "*"));
        HashAlgorithmName[] hashes = tags.TryGetValue("h", out var names)
            ? [.. List(names).Where(Hashes.ContainsKey).Select(name => Hashes[name]).Distinct()]
            : [.. Hashes.Values];
        var key = tags.GetValueOrDefault("k", "rsa").Equals("rsa", StringComparison.OrdinalIgnoreCase)
            && services.Any(service => service is "*" || service.Equals("email", StringComparison.OrdinalIgnoreCase))
            && hashes.Length > 0
            && CanonicalBase64.Decode(base64, LongestKey) is { } der
                ? SigningKey.FromDer(der, hashes)
                : null;
        return new DkimKeyRecord(key, key is null ? AuthenticationFailure.KeyUnusable : null);
    }

    private static Dictionary<string, string>? Tags(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // A backslash is left over where somebody escaped the semicolons for a zone file once too often.
        foreach (var tag in text.Replace("\\", "", StringComparison.Ordinal).Split(';'))
        {
            if (string.IsNullOrWhiteSpace(tag))
                continue;
            var equals = tag.IndexOf('=', StringComparison.Ordinal);
            // A list that has a tag twice is void as a whole (RFC 6376, section 3.2).
            if (equals < 1 || !tags.TryAdd(tag[..equals].Trim(), tag[(equals + 1)..].Trim()))
                return null;
        }

        return tags;
    }

    private static string[] List(string value) =>
        value.Split(':', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
