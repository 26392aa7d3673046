using FailureFunctions.Local.ServiceBusEmulator.Broker;
using Microsoft.Extensions.Time.Testing;
using static FailureFunctions.Local.ServiceBusEmulator.Tests.Messages;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class MessageQueueTests
{
    private static readonly Dictionary<string, object?> NoChanges = [];
    private static readonly QueueSettings Settings = new()
    {
        LockDuration = TimeSpan.FromMinutes(1),
        DefaultMessageTimeToLive = TimeSpan.FromHours(1),
        MaxDeliveryCount = 3,
        DeadLetteringOnMessageExpiration = false,
    };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Test]
    public void Messages_come_in_the_order_in_which_they_were_sent()
    {
        using var queue = Queue();
        queue.Send(Message("a"));
        queue.Send(Message("b"));

        Assert.That(Receive(queue).Message.MessageId, Is.EqualTo("a"));
        Assert.That(Receive(queue).Message.MessageId, Is.EqualTo("b"));
        Assert.That(queue.Receive(andDelete: false), Is.Null);
    }

    [Test]
    public void A_completed_message_is_gone()
    {
        using var queue = Queue();
        queue.Send(Message("a"));

        Assert.That(queue.Complete(Receive(queue).LockToken!.Value), Is.True);

        Assert.That(queue.Peek(0, 10), Is.Empty);
    }

    [Test]
    public void An_abandoned_message_comes_again_first_with_its_count_and_changes()
    {
        using var queue = Queue();
        queue.Send(Message("a", properties: ("kept", 1)));
        queue.Send(Message("b"));

        queue.Abandon(Receive(queue).LockToken!.Value, new Dictionary<string, object?> { ["added"] = "x" });

        var again = Receive(queue);
        Assert.That((again.Message.MessageId, again.DeliveryCount), Is.EqualTo(("a", 1)));
        Assert.That(again.Message.ApplicationProperties, Is.EquivalentTo(new Dictionary<string, object?> { ["kept"] = 1, ["added"] = "x" }));
    }

    [Test]
    public void A_released_message_comes_again_first_and_its_delivery_does_not_count()
    {
        using var queue = Queue();
        queue.Send(Message("a"));
        queue.Send(Message("b"));

        for (var time = 0; time < 5; time++)
            Assert.That(queue.Release(Receive(queue).LockToken!.Value), Is.True);

        var again = Receive(queue);
        Assert.That((again.Message.MessageId, again.DeliveryCount), Is.EqualTo(("a", 0)));
        Assert.That(queue.DeadLetters!.Peek(0, 10), Is.Empty);
    }

    [Test]
    public void A_lock_that_ran_out_settles_nothing_and_the_message_comes_again()
    {
        using var queue = Queue();
        queue.Send(Message("a"));
        var first = Receive(queue);

        _time.Advance(Settings.LockDuration);

        Assert.That(queue.Complete(first.LockToken!.Value), Is.False);
        Assert.That(queue.Renew(first.LockToken.Value), Is.Null);
        Assert.That(Receive(queue).DeliveryCount, Is.EqualTo(1));
    }

    [Test]
    public void A_renewed_lock_holds_for_another_lock_duration()
    {
        using var queue = Queue();
        queue.Send(Message("a"));
        var token = Receive(queue).LockToken!.Value;
        _time.Advance(TimeSpan.FromSeconds(50));

        Assert.That(queue.Renew(token), Is.EqualTo(_time.GetUtcNow() + Settings.LockDuration));
        _time.Advance(TimeSpan.FromSeconds(59));

        Assert.That(queue.Receive(andDelete: false), Is.Null);
        Assert.That(queue.Complete(token), Is.True);
    }

    [Test]
    public void A_message_that_failed_too_often_is_dead_lettered_with_the_reason()
    {
        using var queue = Queue();
        queue.Send(Message("a"));
        queue.Abandon(Receive(queue).LockToken!.Value, NoChanges);
        Receive(queue);
        _time.Advance(Settings.LockDuration);
        queue.Abandon(Receive(queue).LockToken!.Value, NoChanges);

        Assert.That(queue.Receive(andDelete: false), Is.Null);
        var dead = Receive(queue.DeadLetters!);
        Assert.That((dead.DeliveryCount, dead.DeadLetterSource), Is.EqualTo((3, "q")));
        Assert.That(dead.Message.ApplicationProperties["DeadLetterReason"], Is.EqualTo("MaxDeliveryCountExceeded"));
        Assert.That(dead.Message.ApplicationProperties["DeadLetterErrorDescription"], Is.EqualTo("Message could not be consumed after 3 delivery attempts."));
    }

    [Test]
    public void Dead_letters_neither_expire_nor_count_out()
    {
        using var queue = Queue();
        queue.Send(Message("a"));
        queue.DeadLetter(Receive(queue).LockToken!.Value, "reason", "description", NoChanges);
        var dead = queue.DeadLetters!;
        for (var time = 0; time < 5; time++)
            dead.Abandon(Receive(dead).LockToken!.Value, NoChanges);
        _time.Advance(TimeSpan.FromDays(30));

        Assert.That(Receive(dead).Message.ApplicationProperties["DeadLetterReason"], Is.EqualTo("reason"));
    }

    [Test]
    public void An_expired_message_is_dropped()
    {
        using var queue = Queue();
        queue.Send(Message("a") with { TimeToLive = TimeSpan.FromMinutes(5) });
        queue.Send(Message("b"));

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(queue.Peek(0, 10).Select(stored => stored.Message.MessageId), Is.EqualTo(new[] { "b" }));
        _time.Advance(TimeSpan.FromMinutes(55));

        Assert.That(queue.Peek(0, 10), Is.Empty);
        Assert.That(queue.DeadLetters!.Peek(0, 10), Is.Empty);
    }

    [Test]
    public void An_expired_message_is_dead_lettered_when_the_queue_says_so()
    {
        using var queue = Queue(Settings with { DeadLetteringOnMessageExpiration = true });
        queue.Send(Message("a"));

        _time.Advance(TimeSpan.FromHours(1));

        Assert.That(Receive(queue.DeadLetters!).Message.ApplicationProperties["DeadLetterReason"], Is.EqualTo("TTLExpiredException"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_message_under_lock_does_not_expire_before_its_lock_ends(bool release)
    {
        using var queue = Queue();
        queue.Send(Message("a") with { TimeToLive = TimeSpan.FromSeconds(30) });
        var token = Receive(queue).LockToken!.Value;

        _time.Advance(TimeSpan.FromSeconds(45));
        Assert.That(queue.Peek(0, 1), Has.Count.EqualTo(1));
        Assert.That(release ? queue.Release(token) : queue.Abandon(token, NoChanges), Is.True);

        Assert.That(queue.Peek(0, 1), Is.Empty);
    }

    [Test]
    public void A_deferred_message_comes_only_by_its_number()
    {
        using var queue = Queue();
        var number = queue.Send(Message("a"));
        queue.Defer(Receive(queue).LockToken!.Value, NoChanges);

        Assert.That(queue.Receive(andDelete: false), Is.Null);
        var deferred = queue.ReceiveDeferred([number, 99], andDelete: false);
        Assert.That(deferred.Select(stored => stored.State), Is.EqualTo(new[] { MessageState.Deferred }));
        Assert.That(queue.ReceiveDeferred([number], andDelete: false), Is.Empty, "it is under lock");
        Assert.That(queue.Complete(deferred[0].LockToken!.Value), Is.True);
        Assert.That(queue.Peek(0, 1), Is.Empty);
    }

    [Test]
    public void A_scheduled_message_appears_when_it_is_due_and_can_be_taken_back_before()
    {
        using var queue = Queue();
        var scheduled = new Dictionary<string, object?> { ["x-opt-scheduled-enqueue-time"] = _time.GetUtcNow().AddMinutes(10).UtcDateTime };
        queue.Send(Message("a") with { Annotations = scheduled });
        var second = queue.Send(Message("b") with { Annotations = scheduled });

        Assert.That(queue.Receive(andDelete: false), Is.Null);
        Assert.That(queue.CancelScheduled(second), Is.True);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.That(Receive(queue).Message.MessageId, Is.EqualTo("a"));
        Assert.That(queue.Receive(andDelete: false), Is.Null);
        Assert.That(queue.CancelScheduled(second), Is.False);
    }

    [Test]
    public void A_receiver_is_told_of_a_message_that_becomes_available_by_time_alone()
    {
        using var queue = Queue();
        using var told = new SemaphoreSlim(0);
        queue.Send(Message("a"));
        Receive(queue);
        queue.AddReceiver(() => told.Release());

        _time.Advance(Settings.LockDuration + TimeSpan.FromMilliseconds(1));

        Assert.That(told.Wait(TimeSpan.FromSeconds(20)), Is.True);
    }

    [Test]
    public void Many_receivers_at_once_get_each_message_once()
    {
        using var queue = Queue();
        const int count = 2000;
        Parallel.For(0, count, number => queue.Send(Message($"{number}")));
        var received = new System.Collections.Concurrent.ConcurrentBag<string?>();

        Parallel.For(0, count, _ =>
        {
            var stored = Receive(queue);
            received.Add(stored.Message.MessageId);
            queue.Complete(stored.LockToken!.Value);
        });

        Assert.That(received.Distinct().Count(), Is.EqualTo(count));
        Assert.That(queue.Peek(0, 1), Is.Empty);
    }

    private static StoredMessage Receive(MessageQueue queue) =>
        queue.Receive(andDelete: false) ?? throw new InvalidOperationException("There is no message.");

    private MessageQueue Queue(QueueSettings? settings = null) => new("q", settings ?? Settings, _time);
}
