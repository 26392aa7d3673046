using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KeyCacheTests
{
    private const string Genuine = RequestDraft.GenuineKeyId;

    private readonly SigningFixture _fixture = new();

    private FakeKeyResolver Directory => _fixture.Resolver;

    [TestCase(60, 300, TestName = "A_key_is_kept_for_five_minutes_at_least")]
    [TestCase(3600, 3600, TestName = "A_key_is_kept_for_as_long_as_DNS_says")]
    [TestCase(604_800, 3_600, TestName = "A_key_is_kept_for_an_hour_at_most")]
    public async Task Keys_are_kept(int timeToLive, int kept)
    {
        Directory.Publish(Genuine, TestKey.Genuine, TimeSpan.FromSeconds(timeToLive));

        await FindAsync();
        _fixture.Time.Advance(TimeSpan.FromSeconds(kept - 1));
        Assert.That(await FindAsync(), Is.InstanceOf<KeyLookup.Found>());
        Assert.That(Directory.Asked, Has.Count.EqualTo(1));
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await FindAsync(), Is.InstanceOf<KeyLookup.Found>());
        Assert.That(Directory.Asked, Has.Count.EqualTo(2));
    }

    [TestCase(0, 30)]
    [TestCase(120, 120)]
    [TestCase(86_400, 300)]
    public async Task The_absence_of_a_key_is_remembered_briefly(int timeToLive, int kept)
    {
        Directory.Publish(Genuine, AuthenticationFailure.KeyRevoked, TimeSpan.FromSeconds(timeToLive));

        await FindAsync();
        _fixture.Time.Advance(TimeSpan.FromSeconds(kept - 1));
        Assert.That(await FindAsync(), Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyRevoked)));
        Assert.That(Directory.Asked, Has.Count.EqualTo(1));
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Directory.Publish(Genuine, TestKey.Genuine);
        Assert.That(await FindAsync(), Is.InstanceOf<KeyLookup.Found>());
    }

    [Test]
    public async Task However_many_wait_for_a_key_it_is_looked_up_once()
    {
        var gate = new TaskCompletionSource();
        Directory.Gate = gate.Task;

        var waiting = Enumerable.Range(0, 200).Select(_ => FindAsync()).ToList();
        Assert.That(waiting, Has.None.Property(nameof(Task.IsCompleted)).True);
        gate.SetResult();

        Assert.That(await Task.WhenAll(waiting), Has.All.InstanceOf<KeyLookup.Found>());
        Assert.That(Directory.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_cancelled_request_does_not_end_the_look_up_for_others()
    {
        var gate = new TaskCompletionSource();
        Directory.Gate = gate.Task;
        using var leaving = new CancellationTokenSource();

        var first = _fixture.Cache.FindAsync(Id(Genuine), leaving.Token).AsTask();
        var second = FindAsync();
        await leaving.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        gate.SetResult();

        Assert.That(await second, Is.InstanceOf<KeyLookup.Found>());
    }

    [Test]
    public async Task DNS_is_not_asked_for_a_minute_after_it_failed_while_a_key_is_known()
    {
        await FindAsync();
        _fixture.Time.Advance(TimeSpan.FromHours(1));
        Directory.IsDown = true;

        for (var second = 0; second < 60; second++)
        {
            await FindAsync();
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(Directory.Asked, Has.Count.EqualTo(2));
        await FindAsync();
        Assert.That(Directory.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_key_that_is_looked_up_again_and_is_the_same_stays_the_same_object()
    {
        var first = await FindAsync();
        Directory.Publish(Genuine, TestKey.Genuine);
        _fixture.Time.Advance(TimeSpan.FromHours(1));

        Assert.That(await FindAsync(), Is.SameAs(first), "so that a signature that does not fit is not tried on it twice");
        Assert.That(Directory.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task While_DNS_is_down_an_unknown_key_is_asked_for_every_five_seconds_at_most()
    {
        Directory.IsDown = true;

        for (var second = 0; second < 10; second++)
        {
            var result = await FindAsync();
            Assert.That(result, Is.InstanceOf<KeyLookup.Unavailable>());
            Assert.That(((KeyLookup.Unavailable)result).RetryAfter, Is.GreaterThan(TimeSpan.Zero));
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(Directory.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Names_that_never_had_a_key_share_a_budget_that_known_keys_do_not_need()
    {
        await FindAsync();
        for (var index = 0; index < 1000; index++)
            await FindAsync($"unknown{index}.copernica.com");

        Assert.That(Directory.Asked, Has.Count.EqualTo(4));
        var refused = await FindAsync("another.copernica.com");
        Assert.That(refused, Is.InstanceOf<KeyLookup.Unavailable>());
        Assert.That(((KeyLookup.Unavailable)refused).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
        _fixture.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        for (var index = 0; index < 1000; index++)
            await FindAsync($"unknown{index}.copernica.com");
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await FindAsync(), Is.InstanceOf<KeyLookup.Found>());
        Assert.That(Directory.Asked, Has.Count.EqualTo(4 + 4 + 1));
    }

    [Test]
    public async Task The_budget_for_new_names_comes_back()
    {
        for (var index = 0; index < 10; index++)
            await FindAsync($"unknown{index}.copernica.com");
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await FindAsync(), Is.InstanceOf<KeyLookup.Found>());
    }

    [Test]
    public async Task Names_are_forgotten_beyond_the_capacity_and_keys_last()
    {
        await FindAsync();
        for (var index = 0; index < 1000; index++)
        {
            _fixture.Time.Advance(TimeSpan.FromSeconds(15));
            await FindAsync($"unknown{index}.copernica.com");
        }

        // A forgotten name is looked up again. 255 names are left beside the genuine one.
        var key = (KeyLookup.Found)await FindAsync();
        Assert.That(await FindAgainAsync("unknown745.copernica.com", key), Is.InstanceOf<KeyLookup.Refused>());
        Assert.That(Directory.Asked.Count(name => name == "unknown745.copernica.com"), Is.EqualTo(1));
        Assert.That(await FindAgainAsync("unknown744.copernica.com", key), Is.InstanceOf<KeyLookup.Refused>());
        Assert.That(Directory.Asked.Count(name => name == "unknown744.copernica.com"), Is.EqualTo(2));
        var asked = Directory.Asked.Count(name => name == Genuine);
        _fixture.Time.Advance(TimeSpan.FromHours(2));
        for (var index = 0; index < 10; index++)
            await FindAsync($"further{index}.copernica.com");
        Assert.That(await FindAsync(), Is.InstanceOf<KeyLookup.Found>(), "known, so outside of the budget");
        Assert.That(Directory.Asked.Count(name => name == Genuine), Is.EqualTo(asked + 1));
    }

    [Test]
    public async Task The_key_that_was_not_used_for_longest_is_forgotten_first()
    {
        for (var index = 0; index < KeyCache.Capacity; index++)
        {
            Directory.Publish($"k{index}.copernica.com", TestKey.Genuine, TimeSpan.FromDays(1));
            await FindAsync($"k{index}.copernica.com");
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await FindAsync("k0.copernica.com");
        await FindAsync("unknown.copernica.com");
        await FindAsync("k0.copernica.com");
        Assert.That(Directory.Asked.Count(name => name == "k0.copernica.com"), Is.EqualTo(1));
        await FindAsync("k1.copernica.com");
        Assert.That(Directory.Asked.Count(name => name == "k1.copernica.com"), Is.EqualTo(2));
    }

    [Test]
    public async Task Every_look_up_is_logged_by_its_result()
    {
        Directory.Publish("weak.copernica.com", new TestKey(1024), TimeSpan.FromHours(1));
        await FindAsync();
        await FindAsync("weak.copernica.com");
        await FindAsync("unknown.copernica.com");
        _fixture.Time.Advance(TimeSpan.FromHours(1));
        await FindAsync();
        _fixture.Time.Advance(TimeSpan.FromHours(1));
        Directory.IsDown = true;
        await FindAsync();
        await FindAsync("new.copernica.com");

        Assert.That(_fixture.Logger.Entries, Is.EqualTo((string[])
        [
            "KeyFound: Signing key one._domainkey.copernica.com: RSA, 2048 bits.",
            "KeyIsShort: Signing key weak.copernica.com has only 1024 bits; keys under 2048 bits are weak. It is accepted anyway.",
            "NoKey: No signing key at unknown.copernica.com: key-unknown.",
            "StaleKeyUsed: Signing key one._domainkey.copernica.com could not be looked up again; the known key stays in use. The directory is down.",
            "KeyNotLookedUp: Signing key new.copernica.com could not be looked up. The directory is down. See Copernica__NameServers.",
        ]));
    }

    private static KeyId Id(string name) => KeyId.TryParse(name, out var keyId) ? keyId : throw new ArgumentException(name);

    private Task<KeyLookup> FindAgainAsync(string name, KeyLookup.Found tried) =>
        _fixture.Cache.FindAgainAsync(Id(name), tried, CancellationToken.None).AsTask();

    private Task<KeyLookup> FindAsync(string name = Genuine) => _fixture.Cache.FindAsync(Id(name), CancellationToken.None).AsTask();
}
