using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>How long a key is trusted after it was revoked, or after DNS was last heard of: docs/security.md.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KeyTrustTests
{
    private const string Genuine = RequestDraft.GenuineKeyId;

    private readonly SigningFixture _fixture = new();

    private FakeKeyResolver Directory => _fixture.Resolver;

    [TestCase(0)]
    [TestCase(3_600)]
    [TestCase(86_400)]
    [TestCase(604_800)]
    public async Task While_DNS_is_down_a_key_is_trusted_for_a_day_after_DNS_last_gave_it_whatever_its_TTL(int timeToLive)
    {
        Directory.Publish(Genuine, TestKey.Genuine, TimeSpan.FromSeconds(timeToLive));
        await FindAsync();
        _fixture.Time.Advance(TimeSpan.FromHours(2));
        await FindAsync();
        Directory.IsDown = true;

        var trusted = TimeSpan.Zero;
        for (; await FindAsync() is KeyLookup.Found; trusted += TimeSpan.FromSeconds(7))
            _fixture.Time.Advance(TimeSpan.FromSeconds(7));

        Assert.That(trusted, Is.InRange(TimeSpan.FromDays(1), TimeSpan.FromDays(1) + TimeSpan.FromSeconds(7)));
        Directory.IsDown = false;
        _fixture.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await FindAsync(), Is.InstanceOf<KeyLookup.Found>());
    }

    [TestCase(0, 300)]
    [TestCase(1_800, 1_800)]
    [TestCase(604_800, 3_600)]
    public async Task While_DNS_is_up_a_revoked_key_is_trusted_for_its_TTL_but_five_minutes_to_an_hour(int timeToLive, int trusted)
    {
        Directory.Publish(Genuine, TestKey.Genuine, TimeSpan.FromSeconds(timeToLive));
        await FindAsync();
        Directory.Publish(Genuine, AuthenticationFailure.KeyRevoked);

        _fixture.Time.Advance(TimeSpan.FromSeconds(trusted - 1));
        Assert.That(await FindAsync(), Is.InstanceOf<KeyLookup.Found>());
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await FindAsync(), Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyRevoked)));
    }

    private Task<KeyLookup> FindAsync()
    {
        Assert.That(KeyId.TryParse(Genuine, out var keyId));
        return _fixture.Cache.FindAsync(keyId, CancellationToken.None).AsTask();
    }
}
