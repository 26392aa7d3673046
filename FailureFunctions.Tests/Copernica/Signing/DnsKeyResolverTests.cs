using System.Net;
using System.Net.Sockets;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DnsKeyResolverTests : IAsyncDisposable
{
    private const string Name = RequestDraft.GenuineKeyId;

    private static readonly string Record = $"v=DKIM1; k=rsa; p={TestKey.Genuine.PublicBase64}";

    private readonly TestDnsServer _dns = new();

    // Long where an answer is expected, so that a busy machine does no harm; short otherwise.
    private TimeSpan _timeout = TimeSpan.FromSeconds(10);

    public async ValueTask DisposeAsync() => await _dns.DisposeAsync();

    [Test]
    public async Task A_key_is_found_in_one_query()
    {
        _dns.Publish(Name, 1234, Split(Record));

        var answer = await ResolveAsync();

        AssertGenuine(answer);
        Assert.That(answer.TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(1234)));
        Assert.That((_dns.Queries, _dns.TcpQueries), Is.EqualTo((1, 1)), "over TCP, where nobody else can answer");
    }

    [Test]
    public async Task A_key_is_found_among_other_records()
    {
        _dns.Publish(Name, 300, ["v=spf1 -all"], [""], Split(Record), ["google-site-verification=xyz"], ["v=DKIM1; p=AAAA"], ["v=DKIM1; p="]);

        AssertGenuine(await ResolveAsync());
    }

    [Test]
    public async Task All_keys_of_a_name_are_found()
    {
        _dns.Publish(Name, 300, Split(Record), Split($"p={TestKey.Forgers.PublicBase64}"));

        Assert.That(((KeyLookup.Found)(await ResolveAsync()).Lookup).Keys, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_key_may_be_split_anywhere()
    {
        _dns.Publish(Name, 300, [.. Record.Chunk(3).Select(part => new string(part))]);

        AssertGenuine(await ResolveAsync());
    }

    [Test]
    public async Task An_alias_is_followed_and_the_shorter_life_counts()
    {
        _dns.Publish(Name, DnsPacket.Cname(null, 60, "keys.copernica.example"), DnsPacket.Txt("keys.copernica.example", 3600, Split(Record)));

        var answer = await ResolveAsync();

        AssertGenuine(answer);
        Assert.That(answer.TimeToLive, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task Aliases_are_followed_in_any_order()
    {
        _dns.Publish(
            Name, DnsPacket.Txt("c.example", 300, Split(Record)), DnsPacket.Cname("b.example", 60, "c.example"), DnsPacket.Cname(null, 60, "b.example"));

        AssertGenuine(await ResolveAsync());
    }

    [Test]
    public async Task A_key_of_another_name_in_the_answer_is_not_taken()
    {
        _dns.Publish(Name, DnsPacket.Txt("two._domainkey.copernica.com", 300, Split(Record)));

        Assert.That((await ResolveAsync()).Lookup, Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown)));
    }

    [Test]
    public async Task An_alias_of_another_name_in_the_answer_is_not_followed()
    {
        _dns.Publish(Name, DnsPacket.Cname("other.example", 60, "keys.example"), DnsPacket.Txt("keys.example", 300, Split(Record)));

        Assert.That((await ResolveAsync()).Lookup, Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown)));
    }

    [Test]
    public async Task Circular_aliases_do_not_loop()
    {
        _dns.Publish(Name, DnsPacket.Cname(null, 60, "a.example"), DnsPacket.Cname("a.example", 60, Name));

        Assert.That((await ResolveAsync()).Lookup, Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown)));
    }

    [TestCase("v=DKIM1; p=", "key-revoked")]
    [TestCase("v=DKIM1; p=AAAA", "key-unusable")]
    [TestCase("v=spf1 -all", "key-unknown")]
    public async Task A_name_without_a_usable_key_is_refused(string record, string cause)
    {
        _dns.Publish(Name, 300, [record]);

        Assert.That(((KeyLookup.Refused)(await ResolveAsync()).Lookup).Cause.Name, Is.EqualTo(cause));
    }

    [Test]
    public async Task A_name_that_does_not_exist_is_refused_for_as_long_as_the_zone_says()
    {
        var answer = await ResolveAsync();

        Assert.That(answer.Lookup, Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown)));
        Assert.That(answer.TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(DnsPacket.NegativeTimeToLive)));
        Assert.That(_dns.Queries, Is.EqualTo(1));
    }

    [Test]
    public async Task That_a_name_does_not_exist_is_known_no_longer_than_the_zones_SOA()
    {
        _dns.SoaTimeToLive = 45;

        Assert.That((await ResolveAsync()).TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(45)));
    }

    [Test]
    public async Task A_record_without_a_usable_key_is_known_for_as_long_as_it_says()
    {
        _dns.Publish(Name, 77, ["v=DKIM1; p="]);

        Assert.That((await ResolveAsync()).TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(77)));
    }

    [Test]
    public async Task A_name_in_another_case_is_the_same_name()
    {
        _dns.Publish(Name, DnsPacket.Txt(Name.ToUpperInvariant(), 300, Split(Record)));

        AssertGenuine(await ResolveAsync());
    }

    [Test]
    public async Task The_first_server_that_answers_is_believed_and_the_others_are_not_asked()
    {
        await using var second = new TestDnsServer();
        second.Publish(Name, 300, Split(Record));
        _dns.Publish(Name, 300);
        var resolver = ResolverOf(_dns.EndPoint, second.EndPoint);

        for (var index = 0; index < 8; index++)
            Assert.That((await ResolveAsync(resolver)).Lookup, Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown)));

        Assert.That((_dns.Queries, second.Queries), Is.EqualTo((8, 0)));
    }

    [Test]
    public async Task A_server_is_asked_twice_or_two_servers_once_and_then_over_UDP()
    {
        await using var one = new TestDnsServer { Behaviour = DnsBehaviour.Silent };
        await using var other = new TestDnsServer { Behaviour = DnsBehaviour.Silent };
        _dns.Behaviour = DnsBehaviour.Silent;
        // Longer than a busy machine needs to send.
        _timeout = TimeSpan.FromSeconds(1);

        await ResolveAsync();
        await ResolveAsync(one.EndPoint, other.EndPoint);

        Assert.That(() => (_dns.Queries, one.Queries, other.Queries), Is.EqualTo((2 + 1, 1 + 1, 1)).After(5_000, 20), "over TCP, and the first over UDP");
    }

    [Test]
    public async Task A_name_without_text_records_is_refused()
    {
        _dns.Publish(Name, 300);

        Assert.That((await ResolveAsync()).Lookup, Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown)));
    }

    [TestCase(DnsBehaviour.Silent)]
    [TestCase(DnsBehaviour.ServFail)]
    [TestCase(DnsBehaviour.Refuses)]
    [TestCase(DnsBehaviour.Garbage)]
    [TestCase(DnsBehaviour.HalfAnAnswer)]
    [TestCase(DnsBehaviour.WrongId)]
    [TestCase(DnsBehaviour.TruncatesAlways)]
    [TestCase(DnsBehaviour.TruncatesWithoutTcp)]
    public async Task A_failing_server_makes_the_key_unavailable(DnsBehaviour behaviour)
    {
        _dns.Publish(Name, 300, Split(Record));
        _dns.Behaviour = behaviour;
        _timeout = TimeSpan.FromMilliseconds(300);

        var answer = await ResolveAsync();

        Assert.That(answer.Lookup, Is.InstanceOf<KeyLookup.Unavailable>(), () => $"{answer}");
        Assert.That(((KeyLookup.Unavailable)answer.Lookup).Reason, Does.Match("^DNS has no answer: [A-Za-z]+$"));
        TestContext.Out.WriteLine($"{behaviour}: {((KeyLookup.Unavailable)answer.Lookup).Reason} ({_dns.Queries} queries)");
        Assert.That(_dns.Queries, Is.LessThanOrEqualTo(4));
    }

    [Test]
    public async Task An_unreachable_server_makes_the_key_unavailable()
    {
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = (IPEndPoint)taken.Client.LocalEndPoint!;
        taken.Dispose();
        _timeout = TimeSpan.FromMilliseconds(300);

        Assert.That((await ResolveAsync(nobody)).Lookup, Is.InstanceOf<KeyLookup.Unavailable>());
    }

    [TestCase(DnsBehaviour.ServFail)]
    [TestCase(DnsBehaviour.Silent)]
    public async Task The_next_server_is_asked_when_the_first_fails(DnsBehaviour behaviour)
    {
        await using var second = new TestDnsServer();
        second.Publish(Name, 300, Split(Record));
        _dns.Behaviour = behaviour;
        _timeout = TimeSpan.FromSeconds(2);

        AssertGenuine(await ResolveAsync(_dns.EndPoint, second.EndPoint));
    }

    private static string[] Split(string text) => [.. text.Chunk(200).Select(part => new string(part))];

    private Task<KeyAnswer> ResolveAsync(params IPEndPoint[] servers)
    {
        IPEndPoint[] asked = servers.Length > 0 ? servers : [_dns.EndPoint];
        return ResolveAsync(ResolverOf(asked));
    }

    private static Task<KeyAnswer> ResolveAsync(DnsKeyResolver resolver)
    {
        Assert.That(KeyId.TryParse(Name, out var keyId));
        return resolver.ResolveAsync(keyId);
    }

    private DnsKeyResolver ResolverOf(params IPEndPoint[] servers) => new(new DnsLookups(servers.Select(server => server.ToString()), _timeout));

    private static void AssertGenuine(KeyAnswer answer)
    {
        Assert.That(answer.Lookup, Is.InstanceOf<KeyLookup.Found>(), () => $"{answer}");
        var keys = ((KeyLookup.Found)answer.Lookup).Keys;
        Assert.That(keys, Has.Count.EqualTo(1));
        Assert.That(keys[0].IsSameAs(FakeKeyResolver.ToKey(TestKey.Genuine)));
    }
}
