using FailureFunctions.Local.ServiceBusEmulator.Filters;
using static FailureFunctions.Local.ServiceBusEmulator.Tests.Messages;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class CorrelationFilterTests
{
    private static readonly Dictionary<string, string> NoSystem = [];
    private static readonly Dictionary<string, object?> NoProperties = [];

    [Test]
    public void All_conditions_must_hold()
    {
        var filter = new CorrelationFilter(new Dictionary<string, string> { ["Label"] = "failed" }, new Dictionary<string, object?> { ["advice"] = "suppress-now" });

        Assert.That(filter.Matches(Message(subject: "failed", properties: ("advice", "suppress-now"))), Is.True);
        Assert.That(filter.Matches(Message(subject: "failed", properties: ("advice", "never"))), Is.False);
        Assert.That(filter.Matches(Message(subject: "other", properties: ("advice", "suppress-now"))), Is.False);
        Assert.That(filter.Matches(Message(subject: "failed")), Is.False);
    }

    [Test]
    public void Text_is_compared_case_sensitively()
    {
        Assert.That(new CorrelationFilter(new Dictionary<string, string> { ["MessageId"] = "A" }, NoProperties).Matches(Message(id: "a")), Is.False);
        Assert.That(new CorrelationFilter(NoSystem, new Dictionary<string, object?> { ["k"] = "V" }).Matches(Message(properties: ("k", "v"))), Is.False);
    }

    [TestCase(5)]
    [TestCase(5L)]
    [TestCase((byte)5)]
    [TestCase(5d)]
    public void Numbers_are_compared_by_value_whatever_their_type(object value) =>
        Assert.That(new CorrelationFilter(NoSystem, new Dictionary<string, object?> { ["n"] = 5m }).Matches(Message(properties: ("n", value))), Is.True);
}
