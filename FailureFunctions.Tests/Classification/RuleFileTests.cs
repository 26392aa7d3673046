using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>How the files of rules are read and what is wrong is reported.</summary>
internal sealed class RuleFileTests
{
    private const string Words = """
        -	the | is | a | does
        not	cannot | no longer
        unknown	not found | not exist
        user	users | mail user
        mailbox	mail box
        {who}	user | mailbox
        {of-recipient}	recipient
        {of-sender}	sender
        {of-sender-after}	from
        {of-client}	client
        {of-message}	header
        {for-now}	temporarily
        """;

    [TestCase("mailbox full", "The mailbox is full", true)]
    [TestCase("mailbox full", "the MAIL-BOX: full!", true)]
    [TestCase("mailbox full", "The mailbox of jan is full", false)]
    [TestCase("mailbox .. full", "The mailbox of jan is full", true)]
    [TestCase("mailbox .. full", "mailbox one two three four full", false)]
    [TestCase("mailbox ... full", "mailbox one two three four full", true)]
    [TestCase("mailbox ... full", "Full is the mailbox", false)]
    [TestCase("mailbox ... full", "The mailbox. It is full", false)]
    [TestCase("mailbox full", "mailbox <jan@example.nl> full", true)]
    [TestCase("{who} unknown", "The mail user could not be found", false)]
    [TestCase("{who} unknown", "The mail user does not exist", true)]
    [TestCase("{who} unknown", "mailbox no longer found", true)]
    [TestCase("(red/green) light", "a green light", true)]
    [TestCase("greylist*", "We are greylisting you", true)]
    [TestCase("spamhaus.org", "blocked by zen.spamhaus.org", true)]
    [TestCase("spamhaus.org", "blocked by zen.spamhaus.org.example", false)]
    [TestCase("/nosuchuser", "https://example.com/mail/?p=NoSuchUser", true)]
    [TestCase("nosuchuser", "https://example.com/mail/?p=NoSuchUser", false)]
    [TestCase("{address} unknown", "<jan@example.nl>: unknown", true)]
    [TestCase("{ip} blocked", "192.0.2.1 is blocked", true)]
    [TestCase("full & quota", "The quota is used. It is full", true)]
    [TestCase("full & !disk", "full", true)]
    [TestCase("full & !disk", "the disk is full", false)]
    [TestCase("不 存 在", "收件人不存在。", true)]
    [TestCase("user unknown address", "user unknown user unknown address", true)]
    public void A_pattern_matches_as_documented(string pattern, string text, bool matches)
    {
        var book = BookOf($"rule\tunknown\tlow\t\tsystem\t{pattern}\texample\tsource");
        var words = new ReplyText(book.Vocabulary, text, new Word[ReplyText.MostWords]).Words;

        Assert.That(new RuleIndex(book.Patterns, book.Vocabulary.Count).All(words).Count, Is.EqualTo(matches ? 1 : 0));
    }

    [TestCase("rule\tgremlins\tlow\t\tsystem\tword\texample\tsource", "\"gremlins\" is not a reason")]
    [TestCase("rule\tunknown\tsure\t\tsystem\tword\texample\tsource", "\"sure\" is none of")]
    [TestCase("rule\tunknown\t\t\tsystem\tword\texample\tsource", "it has no confidence")]
    [TestCase("rule\tunknown\tlow\t\t\tword\texample\tsource", "it has no confidence")]
    [TestCase("rule\tunknown\tlow\t9xx\tsystem\tword\texample\tsource", "\"9xx\" is not a condition")]
    [TestCase("rule\tunknown\tlow\t\tnobody\tword\texample\tsource", "\"nobody\" is none of")]
    [TestCase("rule\tunknown\tlow\t\tsystem\tword ..\texample\tsource", "ends in a gap")]
    [TestCase("rule\tunknown\tlow\t\tsystem\t{no such set}\texample\tsource", "there is no set {no")]
    [TestCase("rule\tunknown\tlow\t\tsystem\tthe\texample\tsource", "has no words")]
    [TestCase("rule\tunknown\tlow\t\tsystem\t(one/mail-order)\texample\tsource", "\"mail-order\" is more than one word")]
    [TestCase("rule\tunknown\tlow\t\tsystem\tab*\texample\tsource", "needs 3 letters before the star")]
    [TestCase("rule\tunknown\tlow\t\tsystem\t! word\texample\tsource", "needs a word that is not forbidden")]
    [TestCase("rule\tunknown\tlow\t\tsystem\t\texample\tsource", "it has no pattern")]
    [TestCase("rule\tunknown\tlow\t\tsystem\tword\t\tsource", "it has no example or no source")]
    [TestCase("Rule One\tunknown\tlow\t\tsystem\tword\texample\tsource", "is not a name in kebab-case")]
    [TestCase("rule\tmailbox-unknown\thigh\t\tsender\tword\texample\tsource", "only words about the recipient can make an address dead")]
    [TestCase("rule\tunknown\tlow\t\tsystem\tword\texample\tsource\tmore", "it has 9 cells instead of 8")]
    public void A_mistake_is_reported_with_file_and_line(string line, string message)
    {
        Assert.That(
            () => BookOf($"# A comment.\n{line}"),
            Throws.TypeOf<FormatException>().With.Message.StartsWith("own.tsv, line 2: ").And.Message.Contains(message));
    }

    [Test]
    public void A_name_that_is_there_already_is_reported()
    {
        const string Line = "rule\tunknown\tlow\t\tsystem\tword\texample\tsource";

        Assert.That(() => BookOf($"{Line}\n{Line}"), Throws.TypeOf<FormatException>().With.Message.EqualTo("own.tsv, line 2: there is a rule \"rule\" already."));
    }

    [TestCase("other\tusers", "\"users\" already is another word")]
    [TestCase("other\tthe user", "\"the user\" is not several words")]
    public void A_mistake_in_the_vocabulary_is_reported(string line, string message)
    {
        Assert.That(
            () => new Vocabulary(Lines("words.tsv", $"-\tthe\nuser\tusers\n{line}", 2)),
            Throws.TypeOf<FormatException>().With.Message.StartsWith("words.tsv, line 3: ").And.Message.Contains(message));
    }

    [TestCase("enhanced\tx.y.1\t\tunknown", "is not an enhanced status code")]
    [TestCase("reply\t9\t\tunknown", "is not a reply code")]
    [TestCase("reply\t550\tnowhere\tunknown", "is none of")]
    [TestCase("gremlin\t550\t\tunknown", "is not a kind of code")]
    [TestCase("reply\t552\t\tmailbox-full", "is there already")]
    public void A_mistake_in_the_codes_is_reported(string line, string message)
    {
        Assert.That(
            () => new CodeTables(Lines("codes.tsv", $"reply\t552\t\tmailbox-full\n{line}", 6)),
            Throws.TypeOf<FormatException>().With.Message.StartsWith("codes.tsv, line 2: ").And.Message.Contains(message));
    }

    private static RuleBook BookOf(string rules) => new(Lines("own.tsv", rules, 8), Lines("words.tsv", Words, 2));

    private static List<RuleFile.Line> Lines(string file, string text, int columns) => RuleFile.Read(file, new StringReader(text), columns);
}
