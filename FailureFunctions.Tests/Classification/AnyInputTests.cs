using System.Diagnostics;
using FailureFunctions.Classification;
using FailureFunctions.Smtp;
using FsCheck;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Classification;

/// <summary>Whatever comes in: a result, and always the same.</summary>
internal sealed class AnyInputTests
{
    private static readonly ReplyClassifier Classifier = new();
    private static readonly ReplyClassifier Other = new();

    [Test]
    public void Any_text_code_and_state_gives_the_same_result_from_every_classifier()
    {
        var words = Gen.Elements("user", "unknown", "mailbox", "full", "5.1.1", "550-5.7.1", "#5.2.2", "@", "a@b.c", "192.0.2.1", "can't", "e", "mail",
            "cannot", "n't", "http://x.y/z?p=NoSuchUser", ".", "..", "a..b", "邮箱", "不存在", "\uD800", "\uDC00", "\0", "\r\n", "ß", "{", "…", "*", "RESOLVER.ADR", "5.1", "-", "55", "550");
        var noise = Gen.Elements<char>(['\0', ' ', '\n', '.', '@', '/', '-', '5', '0', 'a', 'é', '\uFFFF', '\uD83D', '\uE000', '\u200B', '\'', 'n', 't', '#']);
        var text = Gen.OneOf(
            words.ListOf().Select(list => string.Join(' ', list)),
            words.ListOf().Select(list => string.Concat(list)),
            noise.ListOf().Select(list => string.Concat(list)));
        var reply = from description in text
                    from code in Gen.Choose(0, 700)
                    from state in Gen.Elements<string?>(null, "", "rcptto", "DATA", "dns", "process", "bounce", "suppression", "\0", "…")
                    from subject in Gen.Choose(0, 999)
                    from detail in Gen.Choose(0, 999)
                    select Replies.Reply(description, code, $"{4 + (code % 2)}.{subject % 9}.{detail}", state);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60).WithReplay(20261123, 7), Prop.ForAll(reply.ToArbitrary(), IsClassifiedAlike));
    }

    [TestCase(' ')]
    [TestCase('a')]
    [TestCase('@')]
    [TestCase('.')]
    [TestCase('5')]
    [TestCase('\'')]
    [TestCase('\uD800')]
    [TestCase('不')]
    public void A_text_of_thirty_thousand_equal_characters_is_classified(char character)
    {
        Assert.That(IsClassifiedAlike(Replies.Reply(new string(character, 30_000))), Is.True);
    }

    [TestCase("mailbox ")]
    [TestCase("a.")]
    [TestCase("recipient address … ")]
    [TestCase("user account that you tried to reach ")]
    [TestCase("不存在")]
    public void A_hostile_text_takes_no_time(string part)
    {
        var reply = Replies.Reply(string.Concat(Enumerable.Repeat(part, 30_000 / part.Length)));
        Classifier.Classify(reply);

        // The fastest of many, since others work on this machine: quadratic time would never be so short. bench/ measures.
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 100; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Classifier.Classify(reply);
            var took = Stopwatch.GetElapsedTime(start);
            fastest = took < fastest ? took : fastest;
        }

        Assert.That(fastest, Is.LessThan(TimeSpan.FromMilliseconds(20)));
    }

    [Test]
    public void Nothing_is_allocated_for_a_common_reply()
    {
        var reply = Replies.Reply("<jan@example.nl>: Recipient address rejected: User unknown in local recipient table", 550, "5.1.1", "rcptto");
        Classifier.Classify(reply);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Classifier.Classify(reply);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000 * 64));
    }

    private static bool IsClassifiedAlike(DeliveryReply reply)
    {
        var ours = Classifier.Classify(reply);
        return ours.Rule.Length > 0 && Other.Classify(reply) == ours && Classifier.Classify(reply) == ours;
    }
}
