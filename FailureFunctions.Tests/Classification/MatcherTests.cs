using FailureFunctions.Classification.Rules;
using FailureFunctions.Classification.Text;

namespace FailureFunctions.Tests.Classification;

/// <summary>How patterns are found in texts.</summary>
internal sealed class MatcherTests
{
    [TestCase("mailbox full", "The mailbox is full", false)]
    [TestCase("mailbox ‥ full", "The mailbox is full", true)]
    [TestCase("mailbox ‥ full", "The mailbox of jan is now full", false)]
    [TestCase("mailbox … full", "The mailbox of jan is now full", true)]
    [TestCase("mailbox … full", "Full is the mailbox", false)]
    [TestCase("{box} {is?} full", "The mail box was full", true)]
    [TestCase("{box} {is?} full", "The mail box full", true)]
    [TestCase("{red|green} … {light|lamp}", "a green old lamp", true)]
    [TestCase("greylist*", "We are greylisting you", true)]
    [TestCase("spamhaus.org", "blocked by zen.spamhaus.org", true)]
    [TestCase("{address} unknown", "<jan@example.nl>: unknown", true)]
    [TestCase("不存在", "收件人不存在。", true)]
    [TestCase("收件人…不存在", "收件人邮箱不存在。", true)]
    [TestCase("user … unknown address", "user address unknown address", true)]
    public void A_pattern_matches_as_documented(string pattern, string text, bool matches)
    {
        var index = new PhraseIndex([RuleOf(pattern)]);

        Assert.That(index.Find(Folded(text), Circumstances.None), Is.EqualTo(matches ? 0 : -1));
    }

    [TestCase("{no such class} here")]
    [TestCase("words …")]
    [TestCase("mail* box")]
    [TestCase("")]
    public void A_pattern_that_cannot_be_read_is_refused(string pattern)
    {
        Assert.That(() => new PhraseIndex([RuleOf(pattern)]), Throws.TypeOf<FormatException>());
    }

    // Texts are made of pieces of the patterns themselves, so that they match in part, in whole, or with too much in between.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Every_text_is_decided_as_by_trying_every_phrase_at_every_place(int seed)
    {
        var random = new Random(seed);
        var rules = RuleBook.InOrderOfPrecedence.Where((_, place) => place % 12 == seed * 3).Append(RuleOf("收件人…不存在")).ToList();
        var index = new PhraseIndex(rules);
        var pieces = rules.SelectMany(rule => rule.Patterns).SelectMany(PatternParts.Of).SelectMany(parts => parts)
            .SelectMany(part => part.Phrases).Distinct().Concat(["x ", "the ", ".mx.example.org ", "邮箱", "of ", "is "]).ToArray();

        for (var text = 0; text < 40; text++)
        {
            var words = string.Concat(Enumerable.Range(0, random.Next(1, 10)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(4) == 0 ? "x " : "")));
            var circumstances = (Circumstances)random.Next(4);

            Assert.That(index.Find(words, circumstances), Is.EqualTo(NaiveMatcher.Find(rules, words, circumstances)), words);
        }
    }

    private static Rule RuleOf(string pattern) => new("rule", FailureFunctions.Classification.Reason.Unknown, [pattern], "", "");

    private static string Folded(string text) => FoldedText.Of(text, new char[FoldedText.RoomFor(text.Length)]).Words.ToString();
}
