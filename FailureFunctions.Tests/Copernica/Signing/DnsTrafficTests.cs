using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>The whole, as the app composes it, with a real DNS server.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DnsTrafficTests : IAsyncDisposable
{
    private const int Requests = 10_000;

    private readonly TestDnsServer _dns = new();
    private readonly FakeTimeProvider _time = new(SigningFixture.Start);
    private readonly ServiceProvider _services;

    public DnsTrafficTests()
    {
        _dns.Publish(RequestDraft.GenuineKeyId, 3600, [.. $"v=DKIM1; k=rsa; p={TestKey.Genuine.PublicBase64}".Chunk(255).Select(part => new string(part))]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Copernica:Accounts"] = "account_1234",
            ["Copernica:Hosts"] = "failures.example.com",
            ["Copernica:NameServers"] = _dns.EndPoint.ToString(),
        }).Build();
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddCopernicaSigning(configuration)
            .AddSingleton<ISharedKeys>(new FakeSharedKeys()).BuildServiceProvider();
    }

    private RequestDraft Draft => new() { Now = _time.GetUtcNow() };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _dns.DisposeAsync();
    }

    [Test]
    public async Task Ten_thousand_forgeries_under_different_names_cost_a_query_a_second()
    {
        Assert.That(await AuthenticateAsync(Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
        var forged = Draft with { Signer = _ => new byte[256] };

        await FloodAsync(index => (forged with { KeyId = $"k{index}._domainkey.copernica.com" }).Build(), lookUps: 4 + 10);

        Assert.That(await AuthenticateAsync(Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public async Task Ten_thousand_forgeries_under_the_genuine_name_cost_ten_queries_at_most()
    {
        Assert.That(await AuthenticateAsync(Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
        var forgery = (Draft with { Signer = _ => new byte[256] }).Build();

        await FloodAsync(_ => forgery, lookUps: 2);

        Assert.That(await AuthenticateAsync(Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public async Task Ten_thousand_forgeries_cost_a_query_a_second_while_DNS_fails_and_the_known_key_serves_on()
    {
        Assert.That(await AuthenticateAsync(Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
        _dns.Behaviour = DnsBehaviour.ServFail;
        var forged = Draft with { Signer = _ => new byte[256] };

        await FloodAsync(index => (forged with { KeyId = $"k{index}._domainkey.copernica.com" }).Build(), lookUps: 4 + 10);

        Assert.That(await AuthenticateAsync(Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public async Task Without_DNS_the_key_is_unavailable()
    {
        _dns.Behaviour = DnsBehaviour.ServFail;

        var result = await AuthenticateAsync(Draft.Build());

        Assert.That(result, Is.InstanceOf<Authentication.KeyUnavailable>());
        Assert.That(((Authentication.KeyUnavailable)result).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    // A thousand a second, by the test's clock.
    private async Task FloodAsync(Func<int, WebhookRequest> forge, int lookUps)
    {
        var before = _dns.Queries;
        var accepted = 0;
        for (var index = 0; index < Requests; index++)
        {
            if (await AuthenticateAsync(forge(index)) is Authentication.Authenticated)
                accepted++;
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        TestContext.Out.WriteLine($"{Requests} forgeries, {_dns.Queries - before} DNS queries, {accepted} accepted");
        Assert.That(accepted, Is.Zero);
        Assert.That(_dns.Queries - before, Is.LessThanOrEqualTo(2 * lookUps), "a look-up may try twice");
    }

    private ValueTask<Authentication> AuthenticateAsync(WebhookRequest request) =>
        _services.GetRequiredService<RequestAuthenticator>().AuthenticateAsync(request, CancellationToken.None);
}
