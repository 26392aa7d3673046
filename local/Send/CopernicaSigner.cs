using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Local.Send;

/// <summary>
/// Signs requests as Copernica does (draft-cavage-http-signatures-10, rsa-sha256 over target, Host, Date, X-Copernica-ID,
/// Digest and three more), with a key of one's own. Safe for use by many threads.
/// </summary>
public sealed class CopernicaSigner : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RSA _key;

    /// <summary>A signer.</summary>
    /// <param name="key">The private key; the signer disposes of it.</param>
    /// <param name="keyId">The name of the key, such as <c>test._domainkey.copernica.com</c>.</param>
    /// <param name="account">The account for X-Copernica-ID, such as <c>account_1234</c>.</param>
    public CopernicaSigner(RSA key, string keyId, string account)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
        KeyId = keyId;
        Account = account;
        PublicKeyPem = key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The name of the key.</summary>
    public string KeyId { get; }

    /// <summary>The account in X-Copernica-ID.</summary>
    public string Account { get; }

    /// <summary>The public key in PEM, for the setting <c>Copernica__TrustedKeys</c>.</summary>
    public string PublicKeyPem { get; }

    /// <summary>A signer with a key of its own, made now: RSA of 2048 bits.</summary>
    /// <param name="keyId">The name of the key.</param>
    /// <param name="account">The account.</param>
    public static CopernicaSigner WithNewKey(string keyId, string account) => new(RSA.Create(2048), keyId, account);

    /// <summary>Makes a signed POST.</summary>
    /// <param name="url">Where to send it, with its query: both are signed.</param>
    /// <param name="contentType">The type of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="now">The time for the Date header.</param>
    /// <returns>The request; it is to be sent as it is.</returns>
    public HttpRequestMessage Sign(Uri url, string contentType, byte[] body, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(body);
        (string Name, string Value)[] headers =
        [
            ("Host", HostOf(url)),
            ("Date", now.ToString("r", CultureInfo.InvariantCulture)),
            ("X-Copernica-ID", Account),
            ("Digest", $"SHA-256={Convert.ToBase64String(SHA256.HashData(body))}"),
            ("X-Nonce", RandomNumberGenerator.GetHexString(32, lowercase: true)),
            ("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)),
            ("Content-Type", contentType),
        ];
        var lines = headers.Select(header => $"{header.Name.ToLowerInvariant()}: {header.Value}").Prepend($"(request-target): post {url.PathAndQuery}");
        var covered = headers.Select(header => header.Name).Prepend("(request-target)");

        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation(
            "Signature",
            $"keyId=\"{KeyId}\",algorithm=\"rsa-sha256\",headers=\"{string.Join(' ', covered)}\",signature=\"{SignatureOf(lines)}\"");
        return request;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    // As HttpClient would write it: IdnHost has no brackets around an IPv6 address, Host does.
    private static string HostOf(Uri url)
    {
        var name = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        return url.IsDefaultPort ? name : $"{name}:{url.Port}";
    }

    private string SignatureOf(IEnumerable<string> lines)
    {
        lock (_lock)
            return Convert.ToBase64String(_key.SignData(
                Encoding.UTF8.GetBytes(string.Join('\n', lines)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
