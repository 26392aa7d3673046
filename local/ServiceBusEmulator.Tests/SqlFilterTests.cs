using Amqp.Framing;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Filters;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class SqlFilterTests
{
    private static readonly BrokerMessage Sample = new()
    {
        Properties = new Properties { MessageId = "m-1", Subject = "email.delivery.failed", CorrelationId = "c-1", ContentType = "application/json", GroupId = "s-1" },
        ApplicationProperties = new Dictionary<string, object?>
        {
            ["severity"] = "block",
            ["advice"] = "suppress-now",
            ["code"] = 550,
            ["ratio"] = 0.5,
            ["flag"] = true,
            ["quoted"] = "it's",
            ["nothing"] = null,
            ["when"] = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        },
    };

    [TestCase("severity = 'block'")]
    [TestCase("severity = 'block' OR severity = 'sender'")]
    [TestCase("advice IN ('suppress-now', 'suppress-if-repeated')")]
    [TestCase("advice NOT IN ('never')")]
    [TestCase("severity <> 'sender' AND severity != 'none'")]
    [TestCase("code = 550")]
    [TestCase("code >= 500 AND code < 600")]
    [TestCase("code > 549.5")]
    [TestCase("flag = TRUE")]
    [TestCase("NOT flag = false")]
    [TestCase("sys.Label = 'email.delivery.failed'")]
    [TestCase("sys.CorrelationId='c-1' AND sys.ContentType='application/json' AND sys.SessionId='s-1'")]
    [TestCase("user.SEVERITY = 'block'")]
    [TestCase("quoted = 'it''s'")]
    [TestCase("missing IS NULL")]
    [TestCase("nothing IS NULL")]
    [TestCase("severity IS NOT NULL")]
    [TestCase("(severity = 'x' OR code = 550) AND (flag = true)")]
    [TestCase("ratio <= 0.5")]
    [TestCase("NOT (flag = false)")]
    [TestCase("1=1")]
    [TestCase("missing = 'x' OR severity = 'block'")]
    [TestCase("severity='block'AND(code=550)")]
    public void A_message_that_fits_is_let_through(string expression) =>
        Assert.That(new SqlFilter(expression).Matches(Sample), Is.True);

    [TestCase("severity = 'BLOCK'")]
    [TestCase("severity = 'other'")]
    [TestCase("code = '550'")]
    [TestCase("code = 551")]
    [TestCase("severity > 5")]
    [TestCase("1=0")]
    [TestCase("advice NOT IN ('suppress-now')")]
    [TestCase("severity = 'block' AND code = 551")]
    [TestCase("severity IS NULL")]
    public void A_message_that_does_not_fit_is_kept_out(string expression) =>
        Assert.That(new SqlFilter(expression).Matches(Sample), Is.False);

    [TestCase("missing = 'x'")]
    [TestCase("NOT missing = 'x'")]
    [TestCase("missing <> 'x'")]
    [TestCase("NOT (missing = 'x' AND severity = 'block')")]
    [TestCase("missing IN ('x')")]
    [TestCase("missing NOT IN ('x')")]
    [TestCase("missing < 5 OR missing >= 5")]
    [TestCase("advice NOT IN ('never', missing)")]
    [TestCase("NOT code = 'text'")]
    public void What_is_unknown_is_not_true_and_neither_is_its_negation(string expression) =>
        Assert.That(new SqlFilter(expression).Matches(Sample), Is.False);

    [TestCase("severity = ", "a property name or a constant was expected at position 12, not the end")]
    [TestCase("severity = 'block", "the quote ' at position 12 is not closed")]
    [TestCase("severity == 'block'", "a property name or a constant was expected at position 11, not '='")]
    [TestCase("severity = 'a' severity", "AND, OR or the end was expected at position 16, not 'severity'")]
    [TestCase("(severity = 'a'", "')' was expected at position 16, not the end")]
    [TestCase("code + 1 = 2", "'+' at position 6 is not supported by this emulator")]
    [TestCase("code = -1", "'-' at position 8 is not supported by this emulator")]
    [TestCase("code = @p", "'@' at position 8 is not supported by this emulator")]
    [TestCase("[code] = 1", "'[' at position 1 is not supported by this emulator")]
    [TestCase("newid() = 'a'", "the function 'newid' at position 1 is not supported by this emulator")]
    [TestCase("severity LIKE 'b%'", "'LIKE' at position 10 is not supported by this emulator")]
    [TestCase("severity NOT LIKE 'b%'", "'LIKE' at position 14 is not supported by this emulator")]
    [TestCase("EXISTS(severity)", "'EXISTS' at position 1 is not supported by this emulator")]
    [TestCase("flag", "a comparison, IN or IS NULL was expected at position 5, not the end")]
    [TestCase("sys.Nonsense = 'a'", "there is no system property 'Nonsense' (position 1); known are MessageId, ")]
    [TestCase("other.x = 'a'", "'other.x' at position 1 is not a property: sys.Name, user.name or name")]
    [TestCase("code NOT = 5", "'IN' was expected at position 10, not '='")]
    [TestCase("code IS 5", "'NULL' was expected at position 9, not '5'")]
    [TestCase("code IN ()", "a property name or a constant was expected at position 10, not ')'")]
    [TestCase("code = 99999999999999999999999999999999", "a smaller number was expected at position 8")]
    [TestCase("", "a property name or a constant was expected at position 1, not the end")]
    public void A_filter_that_cannot_be_read_is_refused_with_the_place(string expression, string message) =>
        Assert.That(() => new SqlFilter(expression), Throws.TypeOf<SqlFilterException>().With.Message.StartsWith(message));

    [Test]
    public void A_filter_longer_than_the_service_allows_is_refused() =>
        Assert.That(() => new SqlFilter(new string('(', 1025)), Throws.TypeOf<SqlFilterException>().With.Message.Contains("1024"));

    [TestCase('(')]
    [TestCase('-')]
    [TestCase('\'')]
    [TestCase('[')]
    public void A_filter_of_one_repeated_character_is_refused_without_a_crash(char character) =>
        Assert.That(() => new SqlFilter(new string(character, 1001)), Throws.TypeOf<SqlFilterException>());
}
