using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Benchmarks;

/// <summary>
/// What it costs to tell Copernica's requests from others, with the key at hand. The bound: under 60 µs and 16 KB for a valid
/// request with an RSA key of 2048 bits.
/// </summary>
[MemoryDiagnoser]
public class VerifyBenchmarks
{
    private const string KeyId = "one._domainkey.copernica.com";

    private RequestAuthenticator _authenticator = null!;
    private WebhookRequest _valid = null!;
    private WebhookRequest _stale = null!;
    private WebhookRequest _altered = null!;
    private RSA _shared = null!;
    private string _publicPem = null!;
    private readonly byte[] _data = new byte[400];
    private byte[] _signature = null!;

    [GlobalSetup]
    public void Setup()
    {
        _shared = RSA.Create(2048);
        _publicPem = _shared.ExportSubjectPublicKeyInfoPem();
        var now = DateTimeOffset.UtcNow;
        var options = new CopernicaOptions
        {
            Accounts = { "account_1234" },
            Hosts = { "failures.example.com" },
            TrustedKeys = { [KeyId] = _publicPem },
        };
        var time = new FixedTime(now);
        var settings = Options.Create(options);
        var published = new KeyCache(new NoKeys(), new NoKeys(), time, NullLogger<KeyCache>.Instance);
        _authenticator = new RequestAuthenticator(settings, new SigningKeys(settings, published), time);
        _valid = Request(now);
        _stale = Request(now.AddHours(-1));
        _altered = _valid with { Target = "/api/failures?code=other" };
        _signature = _shared.SignData(_data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    [GlobalCleanup]
    public void Cleanup() => _shared.Dispose();

    [Benchmark(Baseline = true)]
    public async Task<object> Valid() => await _authenticator.AuthenticateAsync(_valid, CancellationToken.None);

    [Benchmark]
    public async Task<object> Altered() => await _authenticator.AuthenticateAsync(_altered, CancellationToken.None);

    [Benchmark]
    public async Task<object> Stale() => await _authenticator.AuthenticateAsync(_stale, CancellationToken.None);

    [Benchmark(Description = "RSA alone, one instance")]
    public bool SharedInstance() => _shared.VerifyData(_data, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark(Description = "RSA alone, key read each time")]
    public bool KeyReadEachTime()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(_publicPem);
        return rsa.VerifyData(_data, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private WebhookRequest Request(DateTimeOffset date)
    {
        const string Target = "/api/failures?code=aGVsbG8gd29ybGQ%3D";
        var body = Encoding.UTF8.GetBytes(
            "id=b4icbaqjswyrb7tc&type=failure&timestamp=2024-06-03+14%3A07%3A31&time=1717416451&recipient=jan.jansen%2Bnieuws%40example.nl"
            + "&action=failure&state=rcptto&code=550&extended=5.1.1&description=550+5.1.1+%3Cjan.jansen%2Bnieuws%40example.nl%3E%3A+Recipient"
            + "+address+rejected%3A+User+unknown&tags%5B%5D=nieuwsbrief&tags%5B%5D=juni2024");
        var headers = new Dictionary<string, string>
        {
            ["host"] = "failures.example.com",
            ["date"] = date.ToString("r", CultureInfo.InvariantCulture),
            ["x-copernica-id"] = "account-1234",
            ["digest"] = $"SHA-256={Convert.ToBase64String(SHA256.HashData(body))}",
            ["x-nonce"] = "5f3c1a9b",
            ["content-length"] = body.Length.ToString(CultureInfo.InvariantCulture),
            ["content-type"] = "application/x-www-form-urlencoded",
        };
        var signed = string.Join('\n', headers.Select(header => $"{header.Key}: {header.Value}").Prepend($"(request-target): post {Target}"));
        var signature = _shared.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        headers["signature"] = $"keyId=\"{KeyId}\",algorithm=\"rsa-sha256\",headers=\"(request-target) {string.Join(' ', headers.Keys)}\","
            + $"signature=\"{Convert.ToBase64String(signature)}\"";
        return new WebhookRequest { Method = "POST", Target = Target, Headers = new WebhookHeaders(headers), Body = body };
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class NoKeys : IKeyResolver, ISharedKeys
    {
        public Task<KeyAnswer> ResolveAsync(KeyId keyId) =>
            Task.FromResult(new KeyAnswer(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown), TimeSpan.Zero));

        public Task<IReadOnlyList<SharedKey>> ReadAsync() => Task.FromResult<IReadOnlyList<SharedKey>>([]);

        public Task KeepAsync(SharedKey key) => Task.CompletedTask;

        public Task RemoveAsync(KeyId keyId) => Task.CompletedTask;
    }
}
