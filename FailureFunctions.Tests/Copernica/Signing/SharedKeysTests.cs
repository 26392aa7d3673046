using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Two instances, or one before and after its restart.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SharedKeysTests
{
    private readonly SigningFixture _first = new();
    private readonly SigningFixture _second;

    public SharedKeysTests() => _second = new SigningFixture(shared: _first.Shared);

    [Test]
    public async Task A_key_that_has_verified_a_signature_needs_no_DNS_on_another_instance()
    {
        await VerifyOnFirstAsync();
        _second.Resolver.IsDown = true;

        Assert.That(await _second.AuthenticateAsync(_second.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(_second.Resolver.Asked, Is.Empty);
    }

    [TestCase(86_399, true)]
    [TestCase(86_400, false)]
    public async Task A_shared_key_is_trusted_for_a_day_after_DNS_gave_it_to_the_other_instance(int seconds, bool trusted)
    {
        await VerifyOnFirstAsync();
        _second.Resolver.IsDown = true;
        _second.Time.Advance(TimeSpan.FromSeconds(seconds));

        var result = await _second.AuthenticateAsync(_second.Draft.Build());

        Assert.That(result, trusted ? Is.InstanceOf<Authentication.Authenticated>() : Is.InstanceOf<Authentication.KeyUnavailable>());
    }

    [Test]
    public async Task A_shared_key_that_was_revoked_is_asked_for_when_its_TTL_is_over_and_is_then_shared_no_longer()
    {
        await VerifyOnFirstAsync();
        _second.Resolver.Publish(RequestDraft.GenuineKeyId, AuthenticationFailure.KeyRevoked);
        _second.Time.Advance(TimeSpan.FromHours(1));

        Assert.That(await _second.CauseAsync(_second.Draft.Build()), Is.EqualTo(AuthenticationFailure.KeyRevoked));
        Assert.That(_first.Shared.Keys, Is.Empty);
    }

    [Test]
    public async Task What_DNS_has_said_here_since_counts_more_than_a_shared_key()
    {
        _second.Resolver.Publish(RequestDraft.GenuineKeyId, AuthenticationFailure.KeyRevoked);
        Assert.That(await _second.CauseAsync(_second.Draft.Build()), Is.EqualTo(AuthenticationFailure.KeyRevoked));
        await VerifyOnFirstAsync();
        _second.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await _second.CauseAsync(_second.Draft.Build()), Is.EqualTo(AuthenticationFailure.KeyRevoked));
    }

    [Test]
    public async Task A_key_that_was_replaced_since_it_was_shared_is_found_and_shared_instead()
    {
        await VerifyOnFirstAsync();
        _second.Resolver.Publish(RequestDraft.GenuineKeyId, TestKey.Forgers);

        Assert.That(await _second.AuthenticateAsync((_second.Draft with { Key = TestKey.Forgers }).Build()), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(
            () => _first.Shared.Keys.Values.Single().Keys.Keys.Single().IsSameAs(FakeKeyResolver.ToKey(TestKey.Forgers)), Is.True.After(10_000, 5));
    }

    [Test]
    public async Task While_unknown_names_flood_a_cold_instance_every_genuine_request_is_accepted()
    {
        await VerifyOnFirstAsync();
        var forgery = _second.Draft with { Signer = _ => new byte[256] };
        for (var second = 0; second < 150; second++)
        {
            for (var name = 0; name < 93; name++)
                await _second.AuthenticateAsync((forgery with { Now = _second.Time.GetUtcNow(), KeyId = $"k{second}-{name}.copernica.com" }).Build());
            Assert.That(await _second.AuthenticateAsync(_second.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
            _second.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(_second.Resolver.Asked, Has.Count.LessThanOrEqualTo(4 + 150 + 1));
        Assert.That(_second.Shared.Reads, Is.LessThanOrEqualTo(1 + 31), "one of the first instance, and one per five seconds");
    }

    [Test]
    public async Task A_key_that_another_instance_meets_first_is_known_here_within_five_seconds_of_a_flood()
    {
        await _second.AuthenticateAsync((_second.Draft with { KeyId = "unknown.copernica.com" }).Build());
        await VerifyOnFirstAsync();
        _second.Resolver.IsDown = true;
        _second.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(await _second.AuthenticateAsync(_second.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public async Task A_key_that_fits_no_signature_is_not_shared()
    {
        _first.Resolver.Publish("forgers.copernica.com", TestKey.Forgers);
        await _first.AuthenticateAsync((_first.Draft with { KeyId = "forgers.copernica.com" }).Build());
        await VerifyOnFirstAsync();

        Assert.That(_first.Shared.Keys.Keys.Select(keyId => keyId.Name), Is.EqualTo(new[] { RequestDraft.GenuineKeyId }));
    }

    [Test]
    public async Task A_key_that_DNS_confirms_is_shared_again_once_an_hour()
    {
        await VerifyOnFirstAsync();
        var first = _first.Shared.Keys.Values.Single();
        _first.Time.Advance(TimeSpan.FromHours(1));
        await _first.AuthenticateAsync(_first.Draft.Build());

        Assert.That(() => _first.Shared.Keys.Values.Single().SeenAt, Is.EqualTo(first.SeenAt.AddHours(1)).After(10_000, 5));
        Assert.That(_first.Shared.Keys.Values.Single().FirstSeenAt, Is.EqualTo(first.FirstSeenAt));
    }

    [Test]
    public async Task Only_a_key_that_was_shared_and_is_gone_is_removed_from_the_shared_ones()
    {
        _first.Resolver.Publish(RequestDraft.GenuineKeyId, TestKey.Genuine, TimeSpan.FromMinutes(5));
        await VerifyOnFirstAsync();
        _first.Time.Advance(TimeSpan.FromMinutes(5));
        await _first.AuthenticateAsync(_first.Draft.Build());
        await _first.AuthenticateAsync((_first.Draft with { KeyId = "unknown.copernica.com" }).Build());
        Assert.That((_first.Resolver.Asked.Count, _first.Shared.Removals), Is.EqualTo((3, 0)));

        _first.Resolver.Publish(RequestDraft.GenuineKeyId, AuthenticationFailure.KeyRevoked);
        _first.Time.Advance(TimeSpan.FromMinutes(5));
        await _first.AuthenticateAsync(_first.Draft.Build());

        Assert.That(_first.Shared.Removals, Is.EqualTo(1));
    }

    [Test]
    public async Task However_long_it_takes_the_shared_keys_are_read_once_at_a_time()
    {
        var gate = new TaskCompletionSource();
        _second.Shared.Gate = gate.Task;

        var first = _second.AuthenticateAsync((_second.Draft with { KeyId = "one.copernica.com" }).Build()).AsTask();
        _second.Time.Advance(TimeSpan.FromSeconds(5));
        var second = _second.AuthenticateAsync((_second.Draft with { KeyId = "two.copernica.com" }).Build()).AsTask();
        gate.SetResult();
        await Task.WhenAll(first, second);

        Assert.That(_second.Shared.Reads, Is.EqualTo(1));
    }

    [Test]
    public async Task A_shared_key_outlasts_any_number_of_others()
    {
        await VerifyOnFirstAsync();
        await _second.AuthenticateAsync((_second.Draft with { KeyId = "unknown.copernica.com" }).Build());
        for (var index = 0; index <= KeyCache.Capacity; index++)
        {
            _second.Resolver.Publish($"k{index}.copernica.com", TestKey.Forgers);
            _second.Time.Advance(TimeSpan.FromSeconds(1));
            await _second.AuthenticateAsync((_second.Draft with { KeyId = $"k{index}.copernica.com" }).Build());
        }

        Assert.That(await _second.AuthenticateAsync(_second.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(_second.Resolver.Asked, Has.None.EqualTo(RequestDraft.GenuineKeyId));
    }

    private async Task VerifyOnFirstAsync()
    {
        Assert.That(await _first.AuthenticateAsync(_first.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(() => _first.Shared.Keys, Is.Not.Empty.After(10_000, 5));
    }
}
