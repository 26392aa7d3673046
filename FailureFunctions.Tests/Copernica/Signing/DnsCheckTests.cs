using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DnsCheckTests : IAsyncDisposable
{
    private readonly TestDnsServer _dns = new();
    private readonly FakeTimeProvider _time = new();

    public ValueTask DisposeAsync() => _dns.DisposeAsync();

    [Test]
    public async Task A_name_that_does_not_exist_is_an_answer()
    {
        Assert.That((await CheckAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(_dns.Queries, Is.EqualTo(1));
    }

    [Test]
    public async Task Records_are_an_answer_and_each_try_asks_again()
    {
        _dns.Publish("copernica.com", 3600, ["v=spf1 -all"]);
        var check = Check();

        for (var i = 0; i < 2; i++)
            Assert.That((await check.CheckHealthAsync(new HealthCheckContext())).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(_dns.Queries, Is.EqualTo(2));
    }

    [TestCase(DnsBehaviour.ServFail, "The answer is ServerFailure. Check")]
    [TestCase(DnsBehaviour.Refuses, "The answer is Refused. Check")]
    [TestCase(DnsBehaviour.Garbage, "No usable answer. Check")]
    [TestCase(DnsBehaviour.TruncatesWithoutTcp, "No usable answer. Check")]
    public async Task A_failed_query_is_reported_with_the_setting(DnsBehaviour behaviour, string report)
    {
        _dns.Behaviour = behaviour;

        var result = await CheckAsync();

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(result.Description, Does.StartWith(report).And.Contain("Copernica__NameServers").And.Not.Contain("127.0.0.1"));
    }

    [Test]
    public async Task A_silent_server_is_waited_for_no_longer_than_the_limit()
    {
        _dns.Behaviour = DnsBehaviour.Silent;

        var check = CheckAsync();
        _time.Advance(DnsCheck.Limit);

        Assert.That((await check).Description, Does.StartWith("No usable answer."));
    }

    [Test]
    public async Task With_signatures_off_DNS_is_not_asked()
    {
        var result = await Check(SignatureMode.Off).CheckHealthAsync(new HealthCheckContext());

        Assert.That((result.Status, result.Description), Is.EqualTo((HealthStatus.Healthy, Health.NotNeeded)));
        Assert.That(_dns.Queries, Is.Zero);
    }

    private Task<HealthCheckResult> CheckAsync() => Check().CheckHealthAsync(new HealthCheckContext());

    private DependencyCheck Check(SignatureMode mode = SignatureMode.Required)
    {
        var lookups = new DnsLookups([_dns.EndPoint.ToString()], DnsLookups.DefaultTimeout);
        var dns = new DnsCheck(Options.Create(new CopernicaOptions { Signature = mode }), lookups);
        return new DependencyCheck(dns.Probes(), DnsCheck.HintOf, DnsCheck.Limit, _time);
    }
}
