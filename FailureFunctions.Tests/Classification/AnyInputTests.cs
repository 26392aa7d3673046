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

    // Steps are comparisons of a word of the text with a word of a pattern: a count, since time depends on the machine.
    [TestCase("mailbox ")]
    [TestCase("a.")]
    [TestCase("user account that you tried to reach unknown ")]
    [TestCase("not recipient address rejected mail from user unknown blocked message ip ")]
    [TestCase("unknown refused mail message user mailbox blocked client full ")]
    [TestCase("不存在")]
    public void A_hostile_text_takes_a_bounded_number_of_steps(string part)
    {
        var once = StepsOf(string.Concat(Enumerable.Repeat(part, ReplyText.LongestText / part.Length)));
        var tenTimes = StepsOf(string.Concat(Enumerable.Repeat(part, 10 * ReplyText.LongestText / part.Length)));

        Assert.That(once, Is.LessThan(2_000_000));
        Assert.That(tenTimes, Is.LessThanOrEqualTo(once * 1.01), "what follows the first 4,096 characters is not read");
    }

    [Test]
    public void Twice_the_words_take_about_twice_the_steps()
    {
        const string Part = "not recipient address rejected mail from user unknown blocked message ip ";
        var (few, many) = (StepsOf(string.Concat(Enumerable.Repeat(Part, 20))), StepsOf(string.Concat(Enumerable.Repeat(Part, 40))));

        Assert.That(many, Is.LessThan(2.2 * few));
    }

    [TestCase("")]
    [TestCase("\0\u0001\u0002\u001B[31m")]
    [TestCase("\uD800 user \uDFFF unknown \uD83D")]
    [TestCase("\u202Enwonknu resu\u202C \u0627\u0644\u0645\u0633\u062A\u062E\u062F\u0645")]
    [TestCase("...!?;:,\"'(){}[]<>@#/\\*&%$-_=+~^|`")]
    [TestCase("said: 550 said: '550 \"550-5.1.1 <<<< 550 5.7.1 (said: 421 4.7.0 user unknown)\"'")]
    public void Any_text_is_classified(string text)
    {
        Assert.That(IsClassifiedAlike(Replies.Reply(text)), Is.True);
    }

    [Test]
    public void A_text_of_a_megabyte_is_classified_by_its_beginning()
    {
        var reply = Replies.Reply("550 5.1.1 User unknown. " + new string('x', 1_000_000));

        Assert.That(Classifier.Classify(reply).Reason, Is.EqualTo(Reason.MailboxUnknown));
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

    private static int StepsOf(string text)
    {
        Classifier.Classify(Replies.Reply(text), out var steps);
        return steps;
    }

    private static bool IsClassifiedAlike(DeliveryReply reply)
    {
        var ours = Classifier.Classify(reply);
        return ours.Rule.Length > 0 && Other.Classify(reply) == ours && Classifier.Classify(reply) == ours;
    }
}
