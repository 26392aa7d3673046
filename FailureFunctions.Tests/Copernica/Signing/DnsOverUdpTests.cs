using System.Net;
using System.Net.Sockets;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Keys where name servers do not answer over TCP.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DnsOverUdpTests : IAsyncDisposable
{
    private const string Name = RequestDraft.GenuineKeyId;

    private readonly TestDnsServer _dns = new() { Behaviour = DnsBehaviour.OnlyUdp };

    public ValueTask DisposeAsync() => _dns.DisposeAsync();

    [Test]
    public async Task A_key_and_its_life_are_read()
    {
        _dns.Publish(Name, 1234, ["v=spf1 -all"], RecordOf(TestKey.Genuine));

        var answer = await ResolveAsync();

        AssertIs(TestKey.Genuine, answer);
        Assert.That(answer.TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(1234)));
        Assert.That(_dns.TcpQueries, Is.Zero);
    }

    [Test]
    public async Task An_alias_is_followed()
    {
        _dns.Publish(Name, DnsPacket.Cname(null, 60, "keys.example"), DnsPacket.Txt("keys.example", 3600, RecordOf(TestKey.Genuine)));

        var answer = await ResolveAsync();

        AssertIs(TestKey.Genuine, answer);
        Assert.That(answer.TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task A_name_that_does_not_exist_is_refused_for_as_long_as_the_zone_says()
    {
        var answer = await ResolveAsync();

        Assert.That(answer.Lookup, Is.EqualTo(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown)));
        Assert.That(answer.TimeToLive, Is.EqualTo(TimeSpan.FromSeconds(DnsPacket.NegativeTimeToLive)));
    }

    [Test]
    public async Task A_name_that_does_not_exist_may_be_asked_for_again_at_once_when_the_zone_does_not_say()
    {
        _dns.BeforeAnswer = query =>
        {
            var answer = DnsPacket.Answer(query, 5, [], truncated: false);
            answer[3] = 0x83;
            return [answer];
        };

        var answer = await ResolveAsync();

        Assert.That(answer, Is.EqualTo(new KeyAnswer(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown), TimeSpan.Zero)));
    }

    [Test]
    public async Task An_answer_from_another_port_is_not_taken_though_it_has_the_right_id()
    {
        _dns.Publish(Name, 300, RecordOf(TestKey.Genuine));
        _dns.Forged = [DnsPacket.Txt(null, 86_400, RecordOf(TestKey.Forgers))];
        _dns.Behaviour = DnsBehaviour.SpoofedOverUdp;

        AssertIs(TestKey.Genuine, await ResolveAsync());
    }

    [Test]
    public async Task A_query_asks_for_text_with_recursion_and_room_for_1232_bytes()
    {
        List<byte[]> queries = [];
        _dns.BeforeAnswer = query =>
        {
            queries.Add(query);
            return [];
        };

        for (var i = 0; i < 3; i++)
            await ResolveAsync();

        var query = queries[0];
        Assert.That(query[2..12], Is.EqualTo(new byte[] { 1, 0, 0, 1, 0, 0, 0, 0, 0, 1 }));
        Assert.That(DnsPacket.NameOf(query), Is.EqualTo(Name));
        Assert.That(query[^16..], Is.EqualTo(new byte[] { 0, 0, 16, 0, 1, 0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0 }));
        Assert.That(queries.Select(one => (one[0], one[1])).Distinct().Count(), Is.GreaterThan(1), "the id is random");
    }

    [Test]
    public async Task What_does_not_answer_the_question_is_ignored()
    {
        _dns.Publish(Name, 300, RecordOf(TestKey.Genuine));
        _dns.BeforeAnswer = query =>
        {
            var forged = DnsPacket.Answer(query, 0, [DnsPacket.Txt(null, 300, RecordOf(TestKey.Forgers))], truncated: false);
            var endOfQuestion = query.Length - 11;
            return
            [
                [],
                forged[..1],
                forged[..(endOfQuestion - 1)],
                .. new[] { 0, 1, 13, endOfQuestion - 3 }.Select(at => (byte[])[.. forged[..at], (byte)(forged[at] ^ 1), .. forged[(at + 1)..]]),
            ];
        };

        AssertIs(TestKey.Genuine, await ResolveAsync());
    }

    [Test]
    public async Task A_server_may_repeat_the_name_in_another_case()
    {
        _dns.BeforeAnswer = query =>
        {
            var answer = DnsPacket.Answer(query, 0, [DnsPacket.Txt(null, 300, RecordOf(TestKey.Genuine))], truncated: false);
            answer[13] = (byte)char.ToUpperInvariant((char)answer[13]);
            return [answer];
        };

        AssertIs(TestKey.Genuine, await ResolveAsync());
    }

    [Test]
    public async Task A_server_that_does_not_listen_is_passed_over()
    {
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = (IPEndPoint)taken.Client.LocalEndPoint!;
        taken.Dispose();
        _dns.Publish(Name, 300, RecordOf(TestKey.Genuine));

        AssertIs(TestKey.Genuine, await ResolveAsync(nobody, _dns.EndPoint));
    }

    [Test]
    public void Any_bytes_are_an_answer_or_cannot_be_read()
    {
        var random = new Random(17);
        byte[] query = [7, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, (byte)'k', 0, 0, 16, 0, 1];
        var genuine = DnsPacket.Answer(query, 0, [DnsPacket.Cname(null, 60, "a.example"), DnsPacket.Txt("a.example", 60, RecordOf(TestKey.Genuine))], truncated: false);
        Assert.That(DnsOverUdp.Read(genuine, query.Length).Answers, Has.Count.EqualTo(2));
        var (read, unreadable) = (0, 0);
        for (var round = 0; round < 100_000; round++)
        {
            var message = genuine[..random.Next(query.Length, genuine.Length + 1)];
            for (var flips = random.Next(6); flips > 0; flips--)
                message[random.Next(2, message.Length)] = (byte)random.Next(256);
            try
            {
                DnsOverUdp.Read(message, query.Length);
                read++;
            }
            catch (InvalidDataException)
            {
                unreadable++;
            }
        }

        Assert.That((read > 1_000, unreadable > 1_000), Is.EqualTo((true, true)), $"{read} read, {unreadable} not");
    }

    private static string[] RecordOf(TestKey key) => [.. $"v=DKIM1; k=rsa; p={key.PublicBase64}".Chunk(200).Select(part => new string(part))];

    private Task<KeyAnswer> ResolveAsync(params IPEndPoint[] servers)
    {
        Assert.That(KeyId.TryParse(Name, out var keyId));
        IEnumerable<IPEndPoint> asked = servers.Length > 0 ? servers : [_dns.EndPoint];
        return new DnsKeyResolver(new DnsLookups(asked.Select(server => server.ToString()), TimeSpan.FromSeconds(5))).ResolveAsync(keyId);
    }

    private static void AssertIs(TestKey key, KeyAnswer answer)
    {
        Assert.That(answer.Lookup, Is.InstanceOf<KeyLookup.Found>(), () => $"{answer}");
        Assert.That(((KeyLookup.Found)answer.Lookup).Keys.Single().IsSameAs(FakeKeyResolver.ToKey(key)));
    }
}
