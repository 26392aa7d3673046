using FailureFunctions.Bench.Classify;
using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>The scorer in bench/Classify, on a sample of our own.</summary>
internal sealed class ScorerTests
{
    private static readonly string[] Sample =
    [
        """{"id":"a","code":"550","extended":"5.1.1","description":"User unknown","reason":"mailbox_unknown","expected_hard":true}""",
        """{"id":"b","code":"550","description":"User unknown","reason":"spam_content","also_accept":["policy_block"],"expected_hard":false}""",
        """{"id":"c","code":"550","description":"Blocked using a blacklist","reason":"mailbox_unknown","expected_hard":true}""",
        "",
        """{"id":"d","code":"552","description":"Mailbox full","reason":"rate-limited","also_accept":["mailbox_full"],"expected_hard":false,"suppression":"suppress_if_repeated"}""",
        """{"id":"e","code":"550","description":"Account suspended","reason":"mailbox_disabled","expected_hard":false,"source_reason":"suspend"}""",
        """{"id":"f","code":"550","extended":"5.1.1","description":null,"reason":"mailbox_unknown","expected_hard":false}""",
    ];

    [Test]
    public void The_figures_are_those_counted_by_hand()
    {
        var score = Score.Of(new ReplyClassifier(), LabelledFile.Read(Sample));

        Assert.Multiple(() =>
        {
            Assert.That(score.Precision, Is.EqualTo(new Share(1, 3)), "a is right, b and f are not, e is not scored");
            Assert.That(score.Recall, Is.EqualTo(new Share(1, 2)), "a is found, c is not");
            Assert.That(score.Dangerous, Is.EqualTo(new Share(1, 3)), "b of b, d and f");
            Assert.That(score.Reason, Is.EqualTo(new Share(3, 5)), "a, d and e of those with text");
            Assert.That(score.Advised, Is.EqualTo(new Share(1, 1)), "d asks for an advice");
        });
    }

    [TestCase(0.75, 3, 4)]
    [TestCase(0.95, 4, 8)]
    public void The_ceiling_of_codes_alone_is_that_of_the_best_choice_of_codes(double leastRecall, int right, int called)
    {
        string[] rows =
        [
            .. Enumerable.Repeat("""{"extended":"5.1.1","reason":"mailbox_unknown","expected_hard":true}""", 3),
            """{"extended":"5.1.1","reason":"mailbox_full","expected_hard":false}""",
            """{"extended":"5.3.0","reason":"mailbox_unknown","expected_hard":true}""",
            .. Enumerable.Repeat("""{"extended":"5.3.0","reason":"server_error","expected_hard":false}""", 3),
            """{"extended":"5.3.0","description":"with text","reason":"mailbox_unknown","expected_hard":true}""",
        ];

        var ceiling = Ceiling.Of(LabelledFile.Read(rows), leastRecall);

        Assert.That(ceiling, Is.EqualTo(new Ceiling(new Share(right, called), new Share(right, 4))));
    }

    [Test]
    public void Without_a_hard_row_on_codes_alone_there_is_no_ceiling()
    {
        Assert.That(Ceiling.Of(LabelledFile.Read(Sample[..1]), 0.95), Is.Null);
    }

    [Test]
    public void An_empty_file_is_said_to_be_empty()
    {
        var file = Path.GetTempFileName();
        var errors = new StringWriter();

        var exit = CommandLine.Run([file], TextWriter.Null, errors);
        File.Delete(file);

        Assert.That((exit, errors.ToString()), Is.EqualTo((CommandLine.Wrong, $"\"{file}\" has no rows to score.{Environment.NewLine}")));
    }

    [Test]
    public void An_unreadable_row_is_named_by_its_line()
    {
        Assert.That(() => LabelledFile.Read([Sample[0], "", "{nonsense"]), Throws.TypeOf<FormatException>().With.Message.StartsWith("Line 3 cannot be read"));
    }

    [Test]
    public void A_label_that_is_none_of_ours_is_named()
    {
        Assert.That(
            () => LabelledFile.Read(["""{"reason":"gremlins"}"""]),
            Throws.TypeOf<FormatException>().With.Message.Contains("Line 1").And.Message.Contains("\"gremlins\" is none of the reasons"));
    }

    [TestCase("no such file.jsonl", "There is no file")]
    [TestCase("--code 99 --explain x", "--code takes three digits")]
    [TestCase("--part half x.jsonl", "--part is")]
    [TestCase("--explain", "--explain needs a value")]
    [TestCase("--odd", "--odd is no option")]
    [TestCase("", "Neither a file nor --explain")]
    public void A_wrong_command_line_is_answered_by_what_to_mend(string line, string message)
    {
        var errors = new StringWriter();

        var exit = CommandLine.Run(line is "no such file.jsonl" ? [line] : line.Split(' ', StringSplitOptions.RemoveEmptyEntries), TextWriter.Null, errors);

        Assert.That((exit, errors.ToString()), Is.EqualTo((CommandLine.Wrong, errors.ToString())));
        Assert.That(errors.ToString(), Does.Contain(message));
    }

    [Test]
    public void An_explanation_takes_the_codes_from_the_start_of_the_text()
    {
        var output = new StringWriter();

        CommandLine.Run(["--explain", "550 5.7.1 No such user", "--state", "rcptto"], output, TextWriter.Null);

        Assert.That(output.ToString(), Does.Contain("code 550, extended 5.7.1").And.Contain("reason      mailbox-unknown").And.Contain("→ user-unknown: \"{no} user"));
    }

    [Test]
    public void Codes_that_are_given_win_over_those_in_the_text()
    {
        var output = new StringWriter();

        CommandLine.Run(["--explain", "550 5.7.1 #42", "--code", "552", "--extended", "5.2.2"], output, TextWriter.Null);

        Assert.That(output.ToString(), Does.Contain("code 552, extended 5.2.2").And.Contain("reason      mailbox-full"));
    }

    [TestCase("lhost-postfix-01.eml#1", "postfix")]
    [TestCase("rhost-google-02.eml#1", "google")]
    [TestCase("google-101", "google")]
    [TestCase("12", "none")]
    public void Rows_of_one_server_are_one_family(string id, string family)
    {
        Assert.That(Parts.FamilyOf(id), Is.EqualTo(family));
    }
}
