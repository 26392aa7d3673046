using System.Security.Cryptography;
using System.Text;
using FailureFunctions.Copernica.Signing;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Requests with bytes that are not a signature by the key, or with an unacceptable algorithm.</summary>
internal static class ForgedSignatures
{
    public static IEnumerable<RequestCase> Of(RequestDraft draft) => [.. OfAlgorithms(draft), .. OfHmacs(draft), .. OfBytes(draft)];

    private static IEnumerable<RequestCase> OfAlgorithms(RequestDraft draft)
    {
        string[] unacceptable =
        [
            "", "none", "rsa", "sha256", "rsa-sha1", "rsa-md5", "rsa-sha224", "rsa-sha384", "rsa-pss-sha512", "rsa-v1_5-sha256", "dsa-sha1",
            "ecdsa-sha256", "ecdsa-p256-sha256", "ed25519", "rsa-sha256,hmac-sha256", "rsa-sha2560", "rsa_sha256", "rsa-sha256\0", "RS256",
        ];
        foreach (var algorithm in unacceptable)
            yield return new($"algorithm {algorithm}", (draft with { Algorithm = algorithm }).Build(), AlgorithmUnacceptable);

        var sha512 = draft with { Hash = HashAlgorithmName.SHA512 };
        var sha1 = draft with { Hash = HashAlgorithmName.SHA1 };
        yield return new("signed with SHA-1 as rsa-sha1", (sha1 with { Algorithm = "rsa-sha1" }).Build(), AlgorithmUnacceptable);
        yield return new("signed with SHA-1 as rsa-sha256", sha1.Build(), SignatureMismatch);
        yield return new("signed with SHA-1 as hs2019", (sha1 with { Algorithm = "hs2019" }).Build(), SignatureMismatch);
        yield return new("signed with SHA-1 without algorithm", (sha1 with { Algorithm = null }).Build(), SignatureMismatch);
        yield return new("signed with SHA-384 as hs2019", (draft with { Hash = HashAlgorithmName.SHA384, Algorithm = "hs2019" }).Build(), SignatureMismatch);
        yield return new("signed with SHA-512 as rsa-sha256", sha512.Build(), SignatureMismatch);
        yield return new("signed with SHA-256 as rsa-sha512", (draft with { Algorithm = "rsa-sha512" }).Build(), SignatureMismatch);
        yield return new("signed with PSS as rsa-sha256", (draft with { Padding = RSASignaturePadding.Pss }).Build(), SignatureMismatch);
        yield return new("signed with PSS as rsa-sha512", (sha512 with { Padding = RSASignaturePadding.Pss, Algorithm = "rsa-sha512" }).Build(), SignatureMismatch);
        yield return new("signed with PSS and SHA-512 without algorithm", (sha512 with { Padding = RSASignaturePadding.Pss, Algorithm = null }).Build(), SignatureMismatch);
        yield return new("signed with PSS without algorithm", (draft with { Padding = RSASignaturePadding.Pss, Algorithm = null }).Build(), SignatureMismatch);
    }

    // The published verifier took the public key for the secret of an HMAC, and everybody has the public key.
    private static IEnumerable<RequestCase> OfHmacs(RequestDraft draft)
    {
        (string Name, byte[] Secret)[] secrets =
        [
            ("the public key in PEM", Encoding.UTF8.GetBytes(draft.Key.PublicPem)),
            ("the public key in PEM with a line break", Encoding.UTF8.GetBytes($"{draft.Key.PublicPem}\n")),
            ("the public key in DER", draft.Key.PublicKeyInfo),
            ("the public key in base64", Encoding.UTF8.GetBytes(draft.Key.PublicBase64)),
            ("nothing", []),
        ];
        foreach (var (name, secret) in secrets)
        {
            foreach (var algorithm in new[] { "hmac-sha256", "hmac-sha512", "hmac-sha1", "HMAC-SHA256" })
                yield return new($"{algorithm} with {name}", (draft with { Algorithm = algorithm, Signer = Hmac }).Build(), AlgorithmUnacceptable);
            yield return new($"hs2019 as an HMAC with {name}", (draft with { Algorithm = "hs2019", Signer = Hmac }).Build(), SignatureMismatch);
            yield return new($"an HMAC without algorithm with {name}", (draft with { Algorithm = null, Signer = Hmac }).Build(), SignatureMismatch);

            byte[] Hmac(byte[] data) => HMACSHA256.HashData(secret, data);
        }
    }

    private static IEnumerable<RequestCase> OfBytes(RequestDraft draft)
    {
        var genuine = Convert.FromBase64String(draft.Sign().Signature);
        (string Name, byte[] Bytes)[] signatures =
        [
            ("zeros", new byte[256]),
            ("ones", [.. Enumerable.Repeat((byte)0xff, 256)]),
            ("a one", [.. new byte[255], 1]),
            ("a byte", [1]),
            ("a byte less", genuine[..^1]),
            ("a byte more", [.. genuine, 0]),
            ("a zero before", [0, .. genuine]),
            ("twice", [.. genuine, .. genuine]),
            ("backwards", [.. genuine.Reverse()]),
            ("1,024 bytes", [.. genuine, .. genuine, .. genuine, .. genuine]),
            ("the digest itself", SHA256.HashData(draft.Body)),
        ];
        foreach (var (name, bytes) in signatures)
            yield return new($"signature is {name}", (draft with { Signer = _ => bytes }).Build(), SignatureMismatch);
        for (var bit = 0; bit < 2048; bit += 97)
        {
            var flipped = genuine.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return new($"signature altered at bit {bit}", (draft with { Signer = _ => flipped }).Build(), SignatureMismatch);
        }

        var other = (draft with { More = new Dictionary<string, string> { ["X-Nonce"] = "other" } }).Build().Headers["Signature"]!;
        yield return new("signature of another request", draft.Build(headers => headers["Signature"] = other), SignatureMismatch);
        (string Name, Func<string, string> Format)[] formats =
        [
            ("hex", text => Convert.ToHexString(Convert.FromBase64String(text))),
            ("base64 with stray characters", text => text.Insert(10, "!")),
            ("base64 with too much padding", text => $"{text}="),
            ("base64 with padding inside", text => text.Insert(8, "=")),
            ("base64 with bits set that no byte uses", text => text.TrimEnd('=')[..^1] + Unused(text.TrimEnd('=')[^1]) + "=="),
            ("base64 with a no-break space", text => text.Insert(10, "\u00A0")),
            ("only padding", _ => "===="),
            ("very long", text => string.Concat(Enumerable.Repeat(text, 12))),
        ];
        foreach (var (name, format) in formats)
        {
            yield return new($"signature is {name}", (draft with
            {
                Format = parts => (parts with { Signature = format(parts.Signature) }).AsDocumented(),
            }).Build());
        }
    }

    private static char Unused(char last)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return Alphabet[Alphabet.IndexOf(last, StringComparison.Ordinal) | 1];
    }
}

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
