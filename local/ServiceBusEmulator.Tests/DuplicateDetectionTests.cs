using FailureFunctions.Local.ServiceBusEmulator.Broker;
using Microsoft.Extensions.Time.Testing;
using static FailureFunctions.Local.ServiceBusEmulator.Tests.Messages;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class DuplicateDetectionTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Test]
    public void A_repeated_message_id_within_the_window_is_dropped()
    {
        using var queue = Queue();
        queue.Send(Message("a"));
        queue.Send(Message("A"));
        queue.Receive(andDelete: false);
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        queue.Send(Message("a"));
        Assert.That(queue.Peek(0, 10), Has.Count.EqualTo(2), "other case is another id");

        _time.Advance(TimeSpan.FromTicks(1));
        queue.Send(Message("a"));
        Assert.That(queue.Peek(0, 10), Has.Count.EqualTo(3), "the window is over");
    }

    [Test]
    public void Messages_without_id_are_never_duplicates()
    {
        using var queue = Queue();
        queue.Send(Message());
        queue.Send(Message());

        Assert.That(queue.Peek(0, 10), Has.Count.EqualTo(2));
    }

    private MessageQueue Queue() => new(
        "q",
        new QueueSettings
        {
            LockDuration = TimeSpan.FromMinutes(1),
            DefaultMessageTimeToLive = TimeSpan.FromHours(1),
            MaxDeliveryCount = 3,
            DeadLetteringOnMessageExpiration = false,
            DuplicateDetectionWindow = TimeSpan.FromMinutes(10),
        },
        _time);
}
