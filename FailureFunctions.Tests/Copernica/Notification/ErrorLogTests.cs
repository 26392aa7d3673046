using System.Text;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests.Copernica.Notification;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ErrorLogTests
{
    [Test]
    public void A_line_is_read_as_a_notification_without_action_and_state()
    {
        var read = Read("""
            {"id":"m1","time":"2026-11-26 10:00:00","type":"bounce","status":"failed","description":"550 5.1.1 User unknown","code":550,
             "email":"<Jan@Example.nl>","tags":"news;june","senderdomain":"sender.example","profile":12,"subprofile":"","template":7,"new":{"a":1}}
            """)!;

        Assert.That(
            (read.MessageId, read.Recipient, read.ReportedAt, read.Action, read.Reply.State, read.Reply.Code?.Value, read.Reply.Extended, read.Reply.Description, read.Profile),
            Is.EqualTo(("m1", "Jan@Example.nl", new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero), (string?)null, (string?)null, 550, (object?)null, "550 5.1.1 User unknown", "12")));
        Assert.That(read.Tags, Is.EqualTo(new[] { "news", "june" }));
        Assert.That(read.Extra, Does.Contain("\"errortype\":\"bounce\"").And.Contain("\"status\":\"failed\"").And.Contain("senderdomain").And.Contain("template").And.Contain("new"));
    }

    [TestCase("1795687200", 2026, 11, 26, 10)]
    [TestCase("\"2026-11-26T11:00:00+01:00\"", 2026, 11, 26, 10)]
    public void Its_time_may_be_Unix_time_or_have_a_zone(string time, int year, int month, int day, int hour) =>
        Assert.That(
            Read($$"""{"id":"m1","time":{{time}},"email":"a@example.nl"}""")!.ReportedAt,
            Is.EqualTo(new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.Zero)));

    [Test]
    public void A_status_that_is_an_enhanced_code_is_taken_as_one() =>
        Assert.That(Read("""{"id":"m1","time":"2026-11-26 10:00:00","email":"a@example.nl","status":"5.2.2"}""")!.Reply.Extended?.ToString(), Is.EqualTo("5.2.2"));

    [TestCase("{}", "id, email, time")]
    [TestCase("""{"id":"m1","email":"a@example.nl","time":"yesterday"}""", "time")]
    [TestCase("""{"id":" ","email":"<>","time":"2026-11-26 10:00:00"}""", "id, email")]
    [TestCase("""{"id":"m1","email":"a@exa""", "line")]
    [TestCase("[1]", "line")]
    [TestCase("\"text\"", "line")]
    [TestCase("", "line")]
    public void What_is_wrong_with_a_line_is_said_by_field(string line, string fields) =>
        Assert.That(string.Join(", ", ErrorLog.Read(Encoding.UTF8.GetBytes(line)).Errors.Select(error => error.Field)), Is.EqualTo(fields));

    [TestCase("""{"id":"m1","email":"a@example.nl","time":"2026-11-26 10:00:00","x":"\ud800"}""")]
    [TestCase("""{"id":"m1","email":"a@example.nl","time":"2026-11-26 10:00:00","time":"2026-11-26 11:00:00"}""")]
    public void Odd_lines_are_read(string line) => Assert.That(Read(line)!.ReportedAt, Is.Not.Null);

    private static FailureNotification? Read(string line) => ErrorLog.Read(Encoding.UTF8.GetBytes(line.ReplaceLineEndings(""))).Notification;
}
