using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;

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

    /// <summary>The covered names, written as in the header.</summary>
    public IReadOnlyList<string> Covered { get; init; } = [.. Required, "X-Nonce", "Content-Length", "Content-Type"];

    /// <summary>The <c>headers</c> parameter; null for <see cref="Covered"/> with a blank between.</summary>
    public string? CoveredText { get; init; }

    /// <summary>Signs; null to use <see cref="Key"/>.</summary>
    public Func<byte[], byte[]>? Signer { get; init; }

    /// <summary>Writes the Signature header.</summary>
    public Func<SignatureParts, string> Format { get; init; } = parts => parts.AsDocumented();

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
        headers["Signature"] = Format(Sign());
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

/// <summary>The parameters of a Signature header, to be written in some format.</summary>
internal sealed record SignatureParts(
    string KeyId, string? Algorithm, string Headers, string Signature, string? Created = null, string? Expires = null)
{
    public string AsDocumented() => Joined(",");

    public string Joined(string separator) => string.Join(separator, All().Select(part => $"{part.Name}=\"{part.Value}\""));

    public IEnumerable<(string Name, string Value)> All()
    {
        yield return ("keyId", KeyId);
        if (Algorithm is not null)
            yield return ("algorithm", Algorithm);
        if (Created is not null)
            yield return ("created", Created);
        if (Expires is not null)
            yield return ("expires", Expires);
        yield return ("headers", Headers);
        yield return ("signature", Signature);
    }
}

/// <summary>A request of the matrix.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Expected">The check it is to fail; null for a valid request, and where any check will do.</param>
internal sealed record RequestCase(string Name, WebhookRequest Request, AuthenticationFailure? Expected = null)
{
    /// <summary>
    /// Whether an HTTP client can send it and a server will hand it on: no line breaks or characters beyond ASCII in headers,
    /// a Host of one name, the method POST, a target that needs no escaping, and not more than a header may hold.
    /// </summary>
    public bool IsTransmissible =>
        Request.Method == "POST"
        && Request.Headers["Host"] is { } host && Uri.TryCreate($"http://{host}", UriKind.Absolute, out var uri)
        && string.Equals(uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}", host, StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate($"http://{host}{Request.Target}", UriKind.Absolute, out var url) && url.PathAndQuery == Request.Target
        && Request.Headers.Fields.Values.All(value => value.Length < 6000 && value.All(c => c is '\t' or (>= ' ' and < '\x7f')))
        && (Request.Headers["Content-Length"] is not { } length || length == Request.Body.Length.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => Name;
}
