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
    public async Task Misfit_signatures_cause_one_look_up_a_minute_at_most()
    {
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
        for (var second = 0; second < 180; second++)
        {
            var forgery = _fixture.Draft with { Signer = _ => new byte[256] };
            Assert.That(await AuthenticateAsync(forgery), Is.EqualTo(new Authentication.Refused(AuthenticationFailure.SignatureMismatch)));
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(Directory.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Misfit_signatures_under_many_keys_share_a_budget()
    {
        var known = new List<(KeyId KeyId, KeyLookup.Found Keys)>();
        for (var index = 0; index < 5; index++)
        {
            Directory.Publish($"k{index}.copernica.com", TestKey.Genuine);
            known.Add((Id($"k{index}.copernica.com"), (KeyLookup.Found)await FindAsync($"k{index}.copernica.com")));
            _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        }

        foreach (var (keyId, keys) in known)
            Assert.That(await _fixture.Cache.FindAgainAsync(keyId, keys, CancellationToken.None), Is.SameAs(keys));
        Assert.That(Directory.Asked, Has.Count.EqualTo(5 + 2));
        _fixture.Time.Advance(TimeSpan.FromSeconds(29));
        foreach (var (keyId, keys) in known)
            await _fixture.Cache.FindAgainAsync(keyId, keys, CancellationToken.None);
        Assert.That(Directory.Asked, Has.Count.EqualTo(5 + 2));
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var (keyId, keys) in known)
            await _fixture.Cache.FindAgainAsync(keyId, keys, CancellationToken.None);
        Assert.That(Directory.Asked, Has.Count.EqualTo(5 + 2 + 1));
    }

    [Test]
    public async Task A_misfit_signature_is_refused_while_DNS_is_down()
    {
        await FindAsync();
        Directory.IsDown = true;
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(
            await AuthenticateAsync(_fixture.Draft with { Key = TestKey.Forgers }),
            Is.EqualTo(new Authentication.Refused(AuthenticationFailure.SignatureMismatch)));
        Assert.That(await AuthenticateAsync(_fixture.Draft), Is.InstanceOf<Authentication.Authenticated>());
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

    private static KeyId Id(string name) => KeyId.TryParse(name, out var keyId) ? keyId : throw new ArgumentException(name);

    private Task<KeyLookup> FindAsync(string name = Genuine) => _fixture.Cache.FindAsync(Id(name), CancellationToken.None).AsTask();

    private async Task<Authentication> AuthenticateAsync(RequestDraft draft) => await _fixture.AuthenticateAsync(draft.Build());
}
