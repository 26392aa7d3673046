using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>That a name has had a key is remembered: it is forgotten last, and needs no budget.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KeyCacheMemoryTests
{
    private const string Genuine = RequestDraft.GenuineKeyId;

    private readonly SigningFixture _fixture = new();

    [Test]
    public async Task A_key_is_not_forgotten_for_names_that_were_used_later()
    {
        await FindAsync(Genuine);

        for (var index = 0; index <= KeyCache.Capacity; index++)
        {
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await FindAsync($"unknown{index}.copernica.com");
        }

        Assert.That(await FindAsync(Genuine), Is.InstanceOf<KeyLookup.Found>());
        Assert.That(_fixture.Resolver.Asked.Count(name => name == Genuine), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_that_was_withdrawn_and_comes_back_is_found_while_the_budget_is_spent()
    {
        await FindAsync(Genuine);
        _fixture.Resolver.Publish(Genuine, AuthenticationFailure.KeyRevoked);
        _fixture.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(await FindAsync(Genuine), Is.InstanceOf<KeyLookup.Refused>());

        _fixture.Resolver.Publish(Genuine, TestKey.Genuine);
        _fixture.Time.Advance(TimeSpan.FromSeconds(30));
        for (var index = 0; index < 10; index++)
            await FindAsync($"unknown{index}.copernica.com");

        Assert.That(await FindAsync("another.copernica.com"), Is.InstanceOf<KeyLookup.Unavailable>());
        Assert.That(await FindAsync(Genuine), Is.InstanceOf<KeyLookup.Found>());
    }

    [Test]
    public async Task Keys_that_have_verified_a_signature_outlast_any_number_of_others()
    {
        await FindAsync(Genuine);
        _fixture.Cache.NoteVerified(KeyId.TryParse(Genuine, out var keyId) ? keyId : default);
        for (var index = 0; index <= KeyCache.Capacity; index++)
        {
            _fixture.Resolver.Publish($"k{index}.copernica.com", TestKey.Forgers);
            _fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await FindAsync($"k{index}.copernica.com");
        }

        Assert.That(await FindAsync(Genuine), Is.InstanceOf<KeyLookup.Found>());
        Assert.That(_fixture.Resolver.Asked.Count(name => name == Genuine), Is.EqualTo(1));
    }

    private Task<KeyLookup> FindAsync(string name)
    {
        Assert.That(KeyId.TryParse(name, out var keyId));
        return _fixture.Cache.FindAsync(keyId, CancellationToken.None).AsTask();
    }
}
