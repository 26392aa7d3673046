using System.Diagnostics;
using System.Text;
using FailureFunctions.Copernica.Bounces;

namespace FailureFunctions.Tests.Copernica.Bounces;

/// <summary>Whatever comes as a message is read in bounded time and memory, and never throws.</summary>
[TestFixture]
internal sealed class HostileMessageTests
{
    private const int MiB = 1024 * 1024;

    // Generous, since other tests run at the same time: what grows faster than the message takes minutes.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly TestCaseData[] Messages =
    [
        Case("nothing", ""),
        Case("blank lines", "\r\n\r\n\r\n"),
        Case("no header", "no header at all"),
        Case("no body", "Subject: Undelivered Mail Returned to Sender"),
        Case("zeros", new string('\0', MiB)),
        Case("4 MiB of one line", $"Subject: failure notice\n\n{new string('a', 4 * MiB)}"),
        Case("4 MiB of at signs", $"Subject: failure notice\n\n{new string('@', 4 * MiB)}"),
        Case("addresses without end", $"From: postmaster@x.example\nSubject: failure notice\n\n{Repeat("<a@b.example>: 550 5.1.1 no ", 100_000)}"),
        Case("lines of addresses", $"From: postmaster@x.example\nSubject: failure notice\n\n{Repeat("<a@b.example>: 550 5.1.1\n", 150_000)}"),
        Case("blanks without end", $"Subject: failure notice\n\n{Repeat("recipient  \t ", 300_000)}"),
        Case("a header of 1 MB", $"Subject: {new string('x', MiB)}\n\nfailed permanently"),
        Case("100,000 headers", $"{Repeat("X-A: b\n", 100_000)}\nfailed permanently"),
        Case("an address of 1 MB", Returned.Report($"Final-Recipient: rfc822; {new string('a', MiB)}@b.example\nAction: failed\nStatus: 5.1.1")),
        Case("100,000 recipients", Returned.Report(Repeat("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n", 100_000))),
        Case("a diagnostic of 100,000 lines", Returned.Report($"Final-Recipient: rfc822; a@b.example\nAction: failed\nDiagnostic-Code: smtp; 550\n{Repeat(" more of it\n", 100_000)}")),
        Case("a diagnostic of 40,000 letters", Returned.Report($"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 {new string('a', 40_000)}")),
        Case("a diagnostic of 60,000 brackets", Returned.Report($"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; {new string('>', 60_000)}")),
        Case("a text of 60,000 brackets", Returned.InWords(new string('>', 60_000))),
        Case("nesting 1,000 deep", Nested(1_000)),
        Case("nesting 30,000 deep", Nested(30_000)),
        Case("messages in messages", Repeat("Content-Type: message/rfc822\n\n", 10_000)),
        Case("10,000 parts", $"Content-Type: multipart/report; boundary=b\n\n{Repeat("--b\nContent-Type: text/plain\n\nfailed\n", 10_000)}--b--"),
        Case("an unknown charset", "Subject: failure notice\nContent-Type: text/plain; charset=x-none\n\n550 5.1.1 <a@b.example> user unknown"),
        Case("a charset that is forbidden", "Subject: failure notice\nContent-Type: text/plain; charset=utf-7\n\n550 5.1.1 <a@b.example> user unknown"),
        Case("base64 that is none", "Subject: failure notice\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n%%% 550 5.1.1 <a@b.example>"),
        Case("an end in the middle", Returned.Report("Final-Recipient: rfc822; a@b.example\nAction: failed")[..400]),
        Case("no boundary", "Content-Type: multipart/report\n\n--b\n\nfailed"),
        Case("markup without end", $"Content-Type: text/html\n\n{Repeat("<div ", 300_000)}"),
        Case("markup of comments", $"Content-Type: text/html\n\n{Repeat("<!--", 300_000)}"),
    ];

    [TestCaseSource(nameof(Messages))]
    public void It_is_read_in_bounded_time(byte[] message)
    {
        var clock = Stopwatch.StartNew();
        BounceReading? reading = null;

        Assert.That(() => reading = BounceReader.Read(message), Throws.Nothing);
        Assert.Multiple(() =>
        {
            Assert.That(clock.Elapsed, Is.LessThan(Limit));
            Assert.That(reading!.Recipients, Has.Count.LessThanOrEqualTo(102));
            Assert.That(reading.Recipients.SelectMany(one => new[] { one.Final, one.Original, one.Text }).Select(text => text?.Length ?? 0).Append(0).Max(), Is.LessThan(5_000));
        });
    }

    [Test]
    public void Any_bytes_are_read()
    {
        var random = new Random(16);
        var seeds = Messages.Select(data => (byte[])data.Arguments[0]!).Where(seed => seed.Length is > 0 and < 10_000).ToArray();
        for (var i = 0; i < 2_000; i++)
        {
            var message = seeds[random.Next(seeds.Length)].ToArray();
            for (var change = 0; change < 10; change++)
                message[random.Next(message.Length)] = (byte)random.Next(256);
            Assert.That(() => BounceReader.Read(message), Throws.Nothing, Convert.ToBase64String(message));
        }
    }

    [Test]
    public void Text_in_Latin_1_that_claims_to_be_UTF_8_is_read()
    {
        byte[] message = [.. Encoding.Latin1.GetBytes("From: postmaster@x.example\nSubject: Unzustellbar\nContent-Type: text/plain; charset=utf-8\n\njan@voorbeeld.example: Empfänger unbekannt")];

        Assert.That(BounceReader.Read(message).Recipients.Single().Text, Does.Contain("Empfänger"));
    }

    [Test]
    public void Reading_4_MiB_takes_little_more_memory_than_the_message()
    {
        var message = Encoding.ASCII.GetBytes(Returned.Report(
            "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1").Replace("Beste Jan", Repeat("Beste Jan, dit is een regel.\n", 140_000), StringComparison.Ordinal));
        BounceReader.Read(message);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = BounceReader.Read(message);

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 * MiB));
    }

    private static string Nested(int depth)
    {
        var message = new StringBuilder();
        for (var i = 0; i < depth; i++)
            message.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\n\n--b").Append(i).Append('\n');
        return message.Append("\nfailed permanently").ToString();
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static TestCaseData Case(string name, string message) => new TestCaseData(Encoding.UTF8.GetBytes(message)).SetArgDisplayNames(name);
}
