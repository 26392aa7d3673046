using System.Text;
using DnsClient;
using DnsClient.Protocol;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Reading answers that came over UDP, byte by byte (RFC 1035, section 4).</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class DnsMessageTests
{
    private const int Header = 12;

    // k.example.com, TXT, IN.
    private static readonly byte[] Question = [1, .. "k"u8, 7, .. "example"u8, 3, .. "com"u8, 0, 0, 16, 0, 1];

    private static readonly int Start = Header + Question.Length;

    [Test]
    public void A_name_may_end_with_a_pointer_to_one_that_ends_with_a_pointer()
    {
        var alias = Record([0xC0, Header], 5, [1, .. "a"u8, 0xC0, Header + 2]);
        var data = (byte)(Start + alias.Length - 4);

        var answer = Read([.. alias, .. Record([0xC0, data], 16, [1, .. "x"u8])], answers: 2);

        Assert.That(answer.Answers.Select(record => record.DomainName.Value), Is.EqualTo(["k.example.com.", "a.example.com."]));
        Assert.That(answer.Answers.CnameRecords().Single().CanonicalName.Value, Is.EqualTo("a.example.com."));
        Assert.That(answer.Answers.TxtRecords().Single().Text, Is.EqualTo(["x"]));
    }

    [Test]
    public void A_pointer_reaches_beyond_256_bytes()
    {
        var text = Record([0xC0, Header], 16, [250, .. new byte[250]]);
        var far = Start + text.Length;
        var named = Record([3, .. "far"u8, 0], 16, [1, .. "1"u8]);

        var answer = Read([.. text, .. named, .. Record([(byte)(0xC0 | (far >> 8)), (byte)far], 16, [1, .. "2"u8])], answers: 3);

        Assert.That(answer.Answers.Select(record => record.DomainName.Value), Is.EqualTo(["k.example.com.", "far.", "far."]));
    }

    [Test]
    public void A_name_that_points_to_itself_cannot_be_read() =>
        Assert.That(() => Read(Record([0xC0, (byte)Start], 16, [1, .. "x"u8])), Throws.InstanceOf<InvalidDataException>());

    [Test]
    public void A_name_has_as_many_labels_as_fit()
    {
        byte[] name = [.. Enumerable.Repeat((byte[])[1, (byte)'a'], 127).SelectMany(label => label), 0];

        Assert.That(Read(Record(name, 16, [1, .. "x"u8])).Answers.Single().DomainName.Value, Has.Length.EqualTo(254));
    }

    [Test]
    public void The_zone_may_be_the_root()
    {
        byte[] numbers = [.. new byte[19], 7];

        var soa = Read(Record([0], 6, [0, 0, .. numbers]), answers: 0, authorities: 1).Authorities.SoaRecords().Single();

        Assert.That((soa.DomainName.Value, soa.Minimum), Is.EqualTo((".", 7)));
    }

    [Test]
    public void Records_of_other_types_are_passed_over()
    {
        var answer = Read([.. Record([0xC0, Header], 46, [1, 2, 3]), .. Record([0xC0, Header], 16, [1, .. "x"u8, 2, .. "yz"u8, 0])], answers: 2);

        Assert.That(answer.Answers.Cast<TxtRecord>().Single().Text, Is.EqualTo(["x", "yz", ""]));
    }

    // RFC 2181, section 8: a value with the highest bit set counts as zero.
    [TestCase(new byte[] { 0, 1, 0, 2 }, 0x10002)]
    [TestCase(new byte[] { 0x80, 0, 0, 1 }, 0)]
    public void A_time_to_live_has_31_bits(byte[] timeToLive, int seconds) =>
        Assert.That(Read(Record([0xC0, Header], 16, [0], timeToLive)).Answers.Single().InitialTimeToLive, Is.EqualTo(seconds));

    [TestCase(0x00, 0x80, DnsHeaderResponseCode.NoError)]
    [TestCase(0x04, 0x82, DnsHeaderResponseCode.ServerFailure)]
    [TestCase(0x05, 0xF3, DnsHeaderResponseCode.NotExistentDomain)]
    public void The_code_is_read_whatever_the_flags(int flags, int others, DnsHeaderResponseCode code) =>
        Assert.That(Read([], answers: 0, flags: (byte)(0x80 | flags), others: (byte)others).Code, Is.EqualTo(code));

    [TestCase(0x82, Description = "truncated")]
    [TestCase(0x01, Description = "a question")]
    [TestCase(0x02, Description = "a truncated question")]
    public void What_is_truncated_or_no_answer_cannot_be_read(int flags) =>
        Assert.That(() => Read(Record([0xC0, Header], 16, [1, .. "x"u8]), flags: (byte)flags), Throws.InstanceOf<InvalidDataException>());

    [Test]
    public void What_is_cut_short_anywhere_cannot_be_read()
    {
        var record = Record([0xC0, Header], 16, [5, .. "hello"u8]);

        for (var length = 0; length < record.Length; length++)
            Assert.That(() => Read(record[..length]), Throws.InstanceOf<InvalidDataException>(), $"{length} bytes");
    }

    [Test]
    public void Text_is_UTF_8()
    {
        byte[] text = [.. Encoding.UTF8.GetBytes("é")];

        Assert.That(Read(Record([0xC0, Header], 16, [(byte)text.Length, .. text])).Answers.TxtRecords().Single().Text, Is.EqualTo(["é"]));
    }

    private static DnsAnswer Read(byte[] records, byte answers = 1, byte authorities = 0, byte flags = 0x81, byte others = 0x80) =>
        DnsOverUdp.Read([7, 7, flags, others, 0, 1, 0, answers, 0, authorities, 0, 0, .. Question, .. records], Start);

    private static byte[] Record(byte[] name, byte type, byte[] data, byte[]? timeToLive = null) =>
        [.. name, 0, type, 0, 1, .. timeToLive ?? [0, 0, 0, 60], 0, (byte)data.Length, .. data];
}
