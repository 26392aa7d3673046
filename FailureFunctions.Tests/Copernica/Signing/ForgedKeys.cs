using FailureFunctions.Copernica.Signing;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Requests signed with a forger's key, under every name that might get it past the check.</summary>
internal static class ForgedKeys
{
    /// <summary>Names that a forger can publish a key at, and which look like Copernica's.</summary>
    public static readonly string[] Outside =
    [
        "copernica.com", "COPERNICA.COM.", "evilcopernica.com", "one._domainkey.evilcopernica.com", "evil-copernica.com", "x.evilcopernica.com.",
        "copernica.com.evil.example", "one._domainkey.copernica.com.evil.example", "one._domainkey.copernica.co",
        "one._domainkey.copernica.community", "one._domainkey.copernica-com.example", "copernica.example", "com.copernica", "one._domainkey.c0pernica.com",
        "one._domainkey.opernica.com", "one._domainkey_copernica.com", "xn--pernica-y0g.com", "one._domainkey.copernica.net", "127.0.0.1", "one.two",
    ];

    private static readonly string[] Malformed =
    [
        "com", "localhost", ".copernica.com", "one..copernica.com", "one._domainkey.copernica.com..", "-", ".", "..", "*.copernica.com",
        "one._domainkey.copernica.com#", "one._domainkey.copernica.com/", "one._domainkey.copernica.com?", "http://one._domainkey.copernica.com",
        "one._domainkey.copernica.com@evil.example", "evil.example\\\\.copernica.com", "evil.example/.copernica.com", "evil.example#.copernica.com",
        "evil.example%00.copernica.com", "evil.example\0.copernica.com", "evil example.copernica.com", "evil.example,x.copernica.com",
        "one._domainkey.сopernica.com", "[::1]", "one._domainkey.copernica。com", "one:copernica.com", "$(id).copernica.com", "a'--.copernica.com",
    ];

    public static IEnumerable<RequestCase> Of(RequestDraft draft)
    {
        var forged = draft with { Key = TestKey.Forgers };
        yield return new("a forger's key under the genuine name", forged.Build(), SignatureMismatch);
        yield return new("a forger's key under the genuine name in upper case", (forged with { KeyId = draft.KeyId.ToUpperInvariant() }).Build(), SignatureMismatch);
        yield return new("a name that is not published", (forged with { KeyId = "no-such-key._domainkey.copernica.com" }).Build(), KeyUnknown);
        foreach (var name in Outside)
            yield return new($"keyId {name}", (forged with { KeyId = name }).Build(), KeyOutsideDomain);
        foreach (var name in Malformed)
            yield return new($"keyId {name}", (forged with { KeyId = name }).Build(), KeyIdMalformed);
        yield return new("keyId with a label of 64 characters", (forged with { KeyId = $"{new string('a', 64)}.copernica.com" }).Build(), KeyIdMalformed);
        yield return new("keyId of 254 characters", (forged with { KeyId = Name(254) }).Build(), KeyIdMalformed);
        yield return new("keyId of 3,000 characters", (forged with { KeyId = Name(3000) }).Build(), KeyIdMalformed);
    }

    /// <summary>Publishes the forger's key wherever a forger could.</summary>
    internal static void Publish(FakeKeyResolver resolver)
    {
        foreach (var name in Outside)
            if (KeyId.TryParse(name, out var keyId))
                resolver.Publish(keyId.Name, TestKey.Forgers);
    }

    private static string Name(int length)
    {
        const string End = ".copernica.com";
        return string.Concat(string.Concat(Enumerable.Repeat("abc.", length))[..(length - End.Length - 1)].TrimEnd('.'), "x", End);
    }
}
