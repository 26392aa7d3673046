using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>What is known of one name, step by step; the budget of look-ups too.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KeyCacheEntryTests
{
    private static readonly DateTimeOffset Now = SigningFixture.Start;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly KeyId Name = KeyId.TryParse(RequestDraft.GenuineKeyId, out var keyId) ? keyId : default;

    private readonly KeyCacheEntry _entry = new();

    [Test]
    public void A_shared_key_is_taken_as_one_that_DNS_gave_and_that_has_verified()
    {
        var shared = Shared(Now - TimeSpan.FromMinutes(10));

        _entry.Take(shared, Now);

        Assert.That((_entry.Lookup, _entry.EverFound, _entry.EverVerified), Is.EqualTo((shared.Keys, true, true)));
        Assert.That(_entry.FreshUntil, Is.EqualTo(shared.FreshUntil));
        Assert.That(_entry.NoteVerified(Name), Is.Null, "the others know it");
        Assert.That(_entry.Update(Unavailable, shared.SeenAt + Day), Is.InstanceOf<KeyLookup.Unavailable>(), "a day after DNS gave it");
    }

    [Test]
    public void A_key_that_DNS_has_given_here_is_not_replaced_by_a_shared_one()
    {
        var found = Found(TestKey.Genuine);
        _entry.Update(new KeyAnswer(found, Hour), Now);

        _entry.Take(Shared(Now + Second) with { Keys = Found(TestKey.Forgers) }, Now + Second);

        Assert.That(_entry.Lookup, Is.SameAs(found));
    }

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    public void A_shared_key_is_taken_when_it_was_seen_after_DNS_had_none_here(int seconds, bool taken)
    {
        _entry.Update(Refused, Now);

        _entry.Take(Shared(Now.AddSeconds(seconds)), Now.AddMinutes(1));

        Assert.That(_entry.Lookup is KeyLookup.Found, Is.EqualTo(taken));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    public void A_shared_key_is_taken_for_less_than_a_day(long ticks, bool taken)
    {
        _entry.Take(Shared(Now), Now + Day - TimeSpan.FromTicks(ticks));

        Assert.That(_entry.EverFound, Is.EqualTo(taken));
    }

    [Test]
    public void A_key_from_an_instance_whose_clock_is_ahead_is_trusted_for_a_day_from_now_and_asked_for_after_an_hour()
    {
        _entry.Take(Shared(Now + Hour) with { FreshUntil = Now + Day }, Now);

        Assert.That(_entry.FreshUntil, Is.EqualTo(Now + Hour));
        Assert.That(_entry.Update(Unavailable, Now + Day - Second), Is.InstanceOf<KeyLookup.Found>());
        Assert.That(_entry.Update(Unavailable, Now + Day), Is.InstanceOf<KeyLookup.Unavailable>());
    }

    [Test]
    public void A_key_that_has_verified_is_shared_at_once_and_again_when_it_was_seen_an_hour_later()
    {
        var found = Found(TestKey.Genuine);
        _entry.Update(new KeyAnswer(found, TimeSpan.FromMinutes(30)), Now);

        Assert.That(_entry.NoteVerified(Name), Is.EqualTo(new SharedKey(Name, found, Now, Now, Now.AddMinutes(30))));
        Assert.That(_entry.NoteVerified(Name), Is.Null);
        _entry.Update(new KeyAnswer(Found(TestKey.Genuine), Hour), Now + Hour - Second);
        Assert.That(_entry.NoteVerified(Name), Is.Null);
        _entry.Update(new KeyAnswer(Found(TestKey.Genuine), Hour), Now + Hour);
        Assert.That(_entry.NoteVerified(Name), Is.EqualTo(new SharedKey(Name, found, Now, Now + Hour, Now + Hour + Hour)));
    }

    [Test]
    public void A_replaced_key_is_shared_at_once_and_the_name_has_been_seen_since_the_first()
    {
        _entry.Update(new KeyAnswer(Found(TestKey.Genuine), Hour), Now);
        _entry.NoteVerified(Name);
        _entry.Update(new KeyAnswer(Found(TestKey.Forgers), Hour), Now + Second);

        Assert.That(_entry.NoteVerified(Name)?.FirstSeenAt, Is.EqualTo(Now));
    }

    [Test]
    public void Only_keys_are_shared()
    {
        _entry.Update(Refused, Now);
        Assert.That(_entry.NoteVerified(Name), Is.Null);

        _entry.Update(Unavailable, Now);
        Assert.That(_entry.NoteVerified(Name), Is.Null);
    }

    [Test]
    public void While_DNS_fails_a_key_is_asked_for_after_a_minute_but_no_sooner_than_DNS_has_said_and_no_later_than_it_is_trusted()
    {
        _entry.Update(new KeyAnswer(Found(TestKey.Genuine), Hour), Now);

        _entry.Update(Unavailable, Now.AddMinutes(1));
        Assert.That(_entry.FreshUntil, Is.EqualTo(Now + Hour));
        _entry.Update(Unavailable, Now + Hour);
        Assert.That(_entry.FreshUntil, Is.EqualTo(Now + Hour + TimeSpan.FromMinutes(1)));
        _entry.Update(Unavailable, Now + Day - Second);
        Assert.That(_entry.FreshUntil, Is.EqualTo(Now + Day));
        Assert.That(_entry.Update(Unavailable, Now + Day), Is.InstanceOf<KeyLookup.Unavailable>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(_entry.FreshUntil, Is.EqualTo(Now + Day + TimeSpan.FromSeconds(5)));
    }

    // Two records of a name may hold one key, such as "p=…" and "v=DKIM1; p=…".
    [Test]
    public void Keys_are_others_when_one_of_two_that_were_the_same_was_replaced()
    {
        var both = Found(TestKey.Genuine, TestKey.Forgers);
        _entry.Update(new KeyAnswer(Found(TestKey.Genuine, TestKey.Genuine), Hour), Now);

        Assert.That(_entry.Update(new KeyAnswer(both, Hour), Now + Second), Is.SameAs(both));
        Assert.That(_entry.Update(new KeyAnswer(Found(TestKey.Forgers, TestKey.Genuine), Hour), Now + Second), Is.SameAs(both), "in any order");
        Assert.That(_entry.Update(new KeyAnswer(Found(TestKey.Genuine, TestKey.Genuine), Hour), Now + Second), Is.Not.SameAs(both));
    }

    [Test]
    public void A_budget_refills_to_its_capacity()
    {
        var budget = new TokenBucket(capacity: 2, period: TimeSpan.FromSeconds(30));

        Assert.That((Spend(0), Spend(0), Spend(0)), Is.EqualTo((0, 0, 30)));
        Assert.That((Spend(29), Spend(30), Spend(31), Spend(60)), Is.EqualTo((1, 0, 29, 0)));
        Assert.That((Spend(1_000), Spend(1_000), Spend(1_010)), Is.EqualTo((0, 0, 20)));

        // How long to wait; zero when it was spent.
        int Spend(int second) => budget.TrySpend(Now.AddSeconds(second), out var wait) ? 0 : (int)wait.TotalSeconds;
    }

    private static KeyAnswer Refused => new(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown), TimeSpan.Zero);

    private static KeyAnswer Unavailable => new(new KeyLookup.Unavailable("down", TimeSpan.Zero), TimeSpan.Zero);

    private static KeyLookup.Found Found(params TestKey[] keys) => new([.. keys.Select(FakeKeyResolver.ToKey)]);

    private static SharedKey Shared(DateTimeOffset seenAt) =>
        new(Name, Found(TestKey.Genuine), seenAt - Day, seenAt, seenAt + TimeSpan.FromMinutes(20));
}
