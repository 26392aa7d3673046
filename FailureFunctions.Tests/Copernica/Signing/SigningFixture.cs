using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>An authenticator with a clock and a key directory of the test's own.</summary>
internal sealed class SigningFixture
{
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public SigningFixture(SignatureMode mode = SignatureMode.Required, Action<CopernicaOptions>? configure = null)
    {
        Options = new CopernicaOptions { Signature = mode, Accounts = { "account_1234" }, Hosts = { "failures.example.com" } };
        configure?.Invoke(Options);
        Resolver.Publish(RequestDraft.GenuineKeyId, TestKey.Genuine);
        Assert.That(KeyId.TryParse(Options.KeyDomain, out var domain));
        Cache = new CachedKeySource(Resolver, new KeyCacheLimits(), Time, Logger);
        Authenticator = new RequestAuthenticator(
            Microsoft.Extensions.Options.Options.Create(Options),
            new TrustedKeySource(Options.TrustedKeys, new KeyDomainSource(domain, Cache)), Time);
    }

    public CopernicaOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(Start);

    public FakeKeyResolver Resolver { get; } = new();

    public CachedKeySource Cache { get; }

    public RequestAuthenticator Authenticator { get; }

    public RequestDraft Draft => new() { Now = Time.GetUtcNow() };

    private static ILogger<CachedKeySource> Logger => NullLogger<CachedKeySource>.Instance;

    public ValueTask<Authentication> AuthenticateAsync(WebhookRequest request) =>
        Authenticator.AuthenticateAsync(request, CancellationToken.None);

    public async Task<AuthenticationFailure?> CauseAsync(WebhookRequest request) =>
        (await AuthenticateAsync(request) as Authentication.Refused)?.Cause;
}
