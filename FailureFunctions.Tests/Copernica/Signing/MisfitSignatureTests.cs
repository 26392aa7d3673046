using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Requests whose signature does not fit the cached key, or whose key is unavailable.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MisfitSignatureTests
{
    private const string Genuine = RequestDraft.GenuineKeyId;

    private readonly SigningFixture _fixture = new();

    private FakeKeyResolver Directory => _fixture.Resolver;

    [Test]
    public async Task A_replaced_key_is_found_when_a_signature_does_not_fit_the_old_one()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        Directory.Publish(Genuine, TestKey.Forgers);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers }), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.EqualTo(new Authentication.Refused(AuthenticationFailure.SignatureMismatch)));
    }

    [Test]
    public async Task A_signature_that_fits_neither_the_old_nor_the_new_key_is_refused()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        Directory.Publish(Genuine, TestKey.Forgers);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));

        var forgery = _fixture.Draft with { Signer = _ => new byte[256] };
        Assert.That(await AuthenticateAsync(forgery), Is.EqualTo(new Authentication.Refused(AuthenticationFailure.SignatureMismatch)));
        Assert.That(Directory.Asked, Has.Count.EqualTo(2), "the new key was found");
    }

    [Test]
    public async Task A_key_that_was_revoked_is_refused_when_a_signature_does_not_fit()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        Directory.Publish(Genuine, AuthenticationFailure.KeyRevoked);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(
            await AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers }),
            Is.EqualTo(new Authentication.Refused(AuthenticationFailure.KeyRevoked)));
    }

    [Test]
    public async Task Requests_whose_signatures_do_not_fit_share_a_look_up()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        Directory.Publish(Genuine, TestKey.Forgers);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        var gate = new TaskCompletionSource();
        Directory.Gate = gate.Task;

        var waiting = Enumerable.Range(0, 10).Select(_ => AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers })).ToList();
        gate.SetResult();

        Assert.That(await Task.WhenAll(waiting), Has.All.InstanceOf<Authentication.Authenticated>());
        Assert.That(Directory.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_key_that_is_replaced_right_after_it_was_looked_up_is_found_at_once()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        Directory.Publish(Genuine, TestKey.Forgers);

        Assert.That(await AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers }), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public async Task A_forgery_is_refused_when_DNS_confirms_the_key_and_else_put_off_so_that_many_cost_two_look_ups_a_minute()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        var refused = 0;
        for (var second = 0; second < 180; second++)
        {
            var result = await AuthenticateAsync(Forgery());
            if (result is Authentication.KeyUnavailable { RetryAfter: var wait })
                Assert.That(wait, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)));
            else
                Assert.That(result, Is.EqualTo(new Authentication.Refused(AuthenticationFailure.SignatureMismatch)), $"{refused++}");
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That((refused, Directory.Asked.Count), Is.EqualTo((2 + 5, 1 + 2 + 5)));
    }

    [Test]
    public async Task Forgeries_under_other_names_do_not_hold_up_a_replaced_key()
    {
        foreach (var index in Enumerable.Range(0, 4))
        {
            Directory.Publish($"k{index}.copernica.com", TestKey.Genuine);
            await FindAsync($"k{index}.copernica.com");
        }

        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await FindAsync();
        for (var second = 0; second < 120; second++)
        {
            foreach (var index in Enumerable.Range(0, 4))
                Assert.That(await AuthenticateAsync(Forgery() with { KeyId = $"k{index}.copernica.com" }), Is.Not.InstanceOf<Authentication.Authenticated>());
            if (second == 5)
                Directory.Publish(Genuine, TestKey.Forgers);
            Assert.That(
                await AuthenticateAsync(_fixture.Draft with { Key = second < 5 ? TestKey.Genuine : TestKey.Forgers }),
                Is.InstanceOf<Authentication.Authenticated>());
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Test]
    public async Task Forgeries_under_the_same_name_delay_a_replaced_key_by_half_a_minute_and_cause_no_refusal()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        for (var millisecond = 0; millisecond < 40_000; millisecond += 100)
        {
            await AuthenticateAsync(Forgery());
            if (millisecond == 1_000)
                Directory.Publish(Genuine, TestKey.Forgers);
            var result = await AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers });
            if (millisecond >= 1_000)
                Assert.That(result, Is.InstanceOf<Authentication.Authenticated>().Or.InstanceOf<Authentication.KeyUnavailable>());
            if (millisecond >= 30_000)
                Assert.That(result, Is.InstanceOf<Authentication.Authenticated>());
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    [Test]
    public async Task While_DNS_is_down_a_signature_that_does_not_fit_may_be_of_a_new_key_and_is_put_off()
    {
        await FindAsync();
        Directory.IsDown = true;
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));

        foreach (var _ in Enumerable.Range(0, 5))
        {
            var result = await AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers });
            Assert.That(result, Is.InstanceOf<Authentication.KeyUnavailable>());
            Assert.That(((Authentication.KeyUnavailable)result).RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        }

        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public async Task A_signature_that_does_not_fit_a_trusted_key_is_refused_without_DNS()
    {
        var fixture = new SigningFixture(configure: options => options.TrustedKeys[Genuine] = TestKey.Genuine.PublicPem);

        Assert.That(
            await fixture.AuthenticateAsync((fixture.Draft with { Key = TestKey.Forgers }).Build()),
            Is.EqualTo(new Authentication.Refused(AuthenticationFailure.SignatureMismatch)));
        Assert.That(fixture.Resolver.Asked, Is.Empty);
    }

    [Test]
    public async Task A_misfit_signature_while_DNS_is_down_does_not_shorten_the_life_of_the_key()
    {
        await FindAsync();
        Directory.IsDown = true;
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers });
        Assert.That(Directory.Asked, Has.Count.EqualTo(2));

        _fixture.Time.Advance(TimeSpan.FromMinutes(58));
        await FindAsync();

        Assert.That(Directory.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_newer_key_that_was_found_meanwhile_is_used_without_a_look_up()
    {
        var old = (KeyLookup.Found)await FindAsync();
        Directory.Publish(Genuine, TestKey.Forgers);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));

        var first = await _fixture.Cache.FindAgainAsync(Id(Genuine), old, CancellationToken.None);
        var second = await _fixture.Cache.FindAgainAsync(Id(Genuine), old, CancellationToken.None);

        Assert.That(second, Is.SameAs(first).And.Not.SameAs(old));
        Assert.That(Directory.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_key_that_is_published_beside_the_old_one_is_found()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        Directory.Publish(Genuine, TestKey.Genuine, TestKey.Forgers);
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers }), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public async Task Without_DNS_a_request_is_neither_accepted_nor_refused()
    {
        Directory.IsDown = true;

        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.KeyUnavailable>());
    }

    private RequestDraft Forgery() => _fixture.Draft with { Signer = _ => new byte[256] };

    private static KeyId Id(string name) => KeyId.TryParse(name, out var keyId) ? keyId : throw new ArgumentException(name);

    private Task<KeyLookup> FindAsync(string name = Genuine) => _fixture.Cache.FindAsync(Id(name), CancellationToken.None).AsTask();

    private async Task<Authentication> AuthenticateAsync(RequestDraft draft) => await _fixture.AuthenticateAsync(draft.Build());
}
