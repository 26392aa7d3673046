using System.Collections.Concurrent;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>An authenticator with a clock and a key directory of the test's own.</summary>
internal sealed class SigningFixture
{
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public SigningFixture(SignatureMode mode = SignatureMode.Required, Action<CopernicaOptions>? configure = null, FakeSharedKeys? shared = null)
    {
        Shared = shared ?? new FakeSharedKeys();
        Options = new CopernicaOptions { Signature = mode, Accounts = { "account_1234" }, Hosts = { "failures.example.com" } };
        configure?.Invoke(Options);
        Resolver.Publish(RequestDraft.GenuineKeyId, TestKey.Genuine);
        Cache = new KeyCache(Resolver, Shared, Time, Logger);
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Authenticator = new RequestAuthenticator(options, new SigningKeys(options, Cache), Time);
    }

    public CopernicaOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(Start);

    public FakeKeyResolver Resolver { get; } = new();

    /// <summary>What instances share: give it to another fixture for another instance.</summary>
    public FakeSharedKeys Shared { get; }

    public ListLogger<KeyCache> Logger { get; } = new();

    public KeyCache Cache { get; }

    public RequestAuthenticator Authenticator { get; }

    public RequestDraft Draft => new() { Now = Time.GetUtcNow() };

    public ValueTask<Authentication> AuthenticateAsync(WebhookRequest request) =>
        Authenticator.AuthenticateAsync(request, CancellationToken.None);

    public async Task<AuthenticationFailure?> CauseAsync(WebhookRequest request) =>
        (await AuthenticateAsync(request) as Authentication.Refused)?.Cause;

    /// <summary>Keeps what is logged, as <c>event: message</c>.</summary>
    internal sealed class ListLogger<T> : ILogger<T>
    {
        private readonly ConcurrentQueue<string> _entries = new();

        public IReadOnlyCollection<string> Entries => _entries;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _entries.Enqueue($"{eventId.Name}: {formatter(state, exception)}");
    }
}
