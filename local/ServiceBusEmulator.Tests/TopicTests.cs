using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using Microsoft.Extensions.Time.Testing;
using static FailureFunctions.Local.ServiceBusEmulator.Tests.Messages;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class TopicTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private Topic _topic = null!;

    [SetUp]
    public void Build() => _topic = EmulatorConfiguration.Parse(Sample.Configuration).Topics.Single().Build(_time);

    [TearDown]
    public void Dispose() => _topic.Dispose();

    [Test]
    public void Each_subscription_gets_what_its_rules_let_through()
    {
        _topic.Send(Message("1", "x1", ("severity", "block"), ("n", 5)));
        _topic.Send(Message("2", null, ("severity", "none")));

        Assert.That(Ids("all"), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(Ids("sql"), Is.EqualTo(new[] { "1" }));
        Assert.That(Ids("correlation"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public void Several_rules_that_match_give_one_copy()
    {
        _topic.Send(Message("1", "x1", ("severity", "block")));

        Assert.That(Ids("sql"), Has.Length.EqualTo(1), "both of its rules match");
    }

    [Test]
    public void A_duplicate_reaches_no_subscription_until_the_window_is_over()
    {
        _topic.Send(Message("1"));
        _topic.Send(Message("1"));
        Assert.That(Ids("all"), Is.EqualTo(new[] { "1" }));

        _time.Advance(TimeSpan.FromMinutes(5));
        _topic.Send(Message("1"));
        Assert.That(Ids("all"), Is.EqualTo(new[] { "1", "1" }));
    }

    [Test]
    public void A_scheduled_message_is_given_out_when_it_is_due()
    {
        var due = new Dictionary<string, object?> { ["x-opt-scheduled-enqueue-time"] = _time.GetUtcNow().AddMinutes(1).UtcDateTime };
        _topic.Send(Message("1") with { Annotations = due });
        var second = _topic.Send(Message("2") with { Annotations = due });
        Assert.That(_topic.CancelScheduled(second), Is.True);
        Assert.That(Ids("all"), Is.Empty);

        _time.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(1));

        Assert.That(Ids("all"), Is.EqualTo(new[] { "1" }));
    }

    private string?[] Ids(string subscription) =>
        [.. _topic.Subscriptions.Single(candidate => candidate.Name == subscription).Queue.Peek(0, 100).Select(stored => stored.Message.MessageId)];
}
