using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FailureFunctions.Copernica;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>
/// A request before it is signed. Everything about it can be changed, so that it can be signed rightly or wrongly; what it
/// signs is put together here, independently of the app's own code.
/// </summary>
internal sealed record RequestDraft
{
    public static readonly string[] Required = ["(request-target)", "Host", "Date", "X-Copernica-ID", "Digest"];

    public const string GenuineKeyId = "one._domainkey.copernica.com";

    public required DateTimeOffset Now { get; init; }

    public string Method { get; init; } = "POST";

    public string Target { get; init; } = "/api/failures?code=aGVsbG8gd29ybGQ%3D";

    public byte[] Body { get; init; } = Encoding.UTF8.GetBytes(
        "id=b4icbaqjswyrb7tc&type=failure&time=1717416451&recipient=jan%40example.nl&action=failure&state=rcptto&code=550");

    public string Host { get; init; } = "failures.example.com";

    public string Account { get; init; } = "account-1234";

    /// <summary>The Date header; null for one made of <see cref="Now"/>.</summary>
    public string? Date { get; init; }

    /// <summary>The Digest header; null for the right one.</summary>
    public string? Digest { get; init; }

    public string ContentType { get; init; } = "application/x-www-form-urlencoded";

    /// <summary>Further headers, such as X-Nonce.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string> { ["X-Nonce"] = "5f3c1a" };

    public TestKey Key { get; init; } = TestKey.Genuine;

    public string KeyId { get; init; } = GenuineKeyId;

    public string? Algorithm { get; init; } = "rsa-sha256";

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public RSASignaturePadding Padding { get; init; } = RSASignaturePadding.Pkcs1;

    /// <summary>The covered names, spelt as the header is to spell them.</summary>
    public IReadOnlyList<string> Covered { get; init; } = [.. Required, "X-Nonce", "Content-Length", "Content-Type"];

    /// <summary>The <c>headers</c> parameter; null for <see cref="Covered"/> with a blank between.</summary>
    public string? CoveredText { get; init; }

    /// <summary>Signs; null to use <see cref="Key"/>.</summary>
    public Func<byte[], byte[]>? Signer { get; init; }

    /// <summary>Spells the Signature header.</summary>
    public Func<SignatureParts, string> Spelling { get; init; } = parts => parts.AsDocumented();

    public string? Created { get; init; }

    public string? Expires { get; init; }

    /// <summary>Gives the value of a covered name where it is to differ from the header's.</summary>
    public Func<string, string?> ClaimedValue { get; init; } = _ => null;

    public static string DigestOf(byte[] body) => $"SHA-256={Convert.ToBase64String(SHA256.HashData(body))}";

    public static string DateOf(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);

    /// <summary>The headers without the signature.</summary>
    public Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Host"] = Host,
            ["Date"] = Date ?? DateOf(Now),
            ["X-Copernica-ID"] = Account,
            ["Digest"] = Digest ?? DigestOf(Body),
            ["Content-Type"] = ContentType,
            ["Content-Length"] = Body.Length.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in More)
            headers[name] = value;
        return headers;
    }

    public SignatureParts Sign()
    {
        var headers = Headers();
        var lines = Covered.Select(name => $"{name.ToLowerInvariant()}: {ClaimedValue(name) ?? ValueOf(name.ToLowerInvariant(), headers)}");
        var signed = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var signature = Signer is null ? Key.Sign(signed, Hash, Padding) : Signer(signed);
        return new SignatureParts(
            KeyId, Algorithm, CoveredText ?? string.Join(' ', Covered), Convert.ToBase64String(signature), Created, Expires);
    }

    /// <summary>The request, signed, with names in lower case as the Functions host gives them.</summary>
    /// <param name="change">Changes the headers after they were signed.</param>
    public WebhookRequest Build(Action<Dictionary<string, string>>? change = null)
    {
        var headers = Headers();
        headers["Signature"] = Spelling(Sign());
        change?.Invoke(headers);
        return new WebhookRequest
        {
            Method = Method,
            Target = Target,
            Headers = new WebhookHeaders(headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value))),
            Body = Body,
        };
    }

    private string ValueOf(string name, Dictionary<string, string> headers) => name switch
    {
        "(request-target)" => $"{Method.ToLowerInvariant()} {Target}",
        "(created)" => Created ?? "",
        "(expires)" => Expires ?? "",
        _ => headers.GetValueOrDefault(name, "").Trim(),
    };
}
