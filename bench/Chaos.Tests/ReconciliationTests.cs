using FailureFunctions.Bench.Chaos.Checking;

namespace FailureFunctions.Bench.Chaos.Tests;

/// <summary>A run with a loss must not pass for one without.</summary>
[TestFixture]
internal sealed class ReconciliationTests
{
    private static readonly FailureFacts A = new("a", "a@example.nl", "account_1", DateTimeOffset.UnixEpoch, "rcptto", 550, "5.1.1", "User unknown", "news");
    private static readonly FailureFacts B = A with { MessageId = "b", Recipient = "b@example.nl", Code = null };

    [Test]
    public void What_was_acknowledged_stored_and_received_is_well()
    {
        var found = Reconciliation.Compare([Sent(A), Sent(B)], [Row(A), Row(B)], [Message(A), Message(B)], 0);

        Assert.That((found.Acknowledged, found.StoredOnly, found.Lost), Is.EqualTo((2, 0, 0)));
        Assert.That(found.Faults, Is.Empty);
    }

    [Test]
    public void What_was_never_acknowledged_may_be_stored_or_not()
    {
        var given = Sent(A) with { Acknowledged = false, EventId = null, GivenUp = true };

        var stored = Reconciliation.Compare([given, Sent(B)], [Row(A), Row(B)], [Message(A), Message(B)], 0);
        var nowhere = Reconciliation.Compare([given, Sent(B)], [Row(B)], [Message(B)], 0);

        Assert.That((stored.StoredOnly, stored.Faults.Count), Is.EqualTo((1, 0)));
        Assert.That((nowhere.StoredOnly, nowhere.Faults.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_lost_row_is_found()
    {
        var found = Reconciliation.Compare([Sent(A), Sent(B)], [Row(B)], [Message(B)], 0);

        Assert.That((found.Lost, found.Faults), Is.EqualTo((1, new[] { "a was acknowledged and is not stored: event event-a." })));
    }

    [Test]
    public void A_lost_message_is_found()
    {
        var found = Reconciliation.Compare([Sent(A), Sent(B)], [Row(A), Row(B)], [Message(B)], 0);

        Assert.That((found.Lost, found.Faults), Is.EqualTo((1, new[] { "a is stored and was not published: event event-a." })));
    }

    [Test]
    public void A_lost_message_of_what_was_never_acknowledged_is_found()
    {
        var found = Reconciliation.Compare([Sent(A) with { Acknowledged = false, EventId = null, GivenUp = true }], [Row(A)], [], 0);

        Assert.That(found.Lost, Is.EqualTo(1));
    }

    [Test]
    public void A_row_that_does_not_say_that_it_was_published_is_found() =>
        Assert.That(FaultsOf([Sent(A)], [Row(A) with { IsMarked = false }], [Message(A)]), Has.Some.Contains("does not say so"));

    [Test]
    public void What_was_published_and_is_not_stored_is_found()
    {
        var unacknowledged = Sent(A) with { Acknowledged = false, EventId = null, GivenUp = true };

        Assert.That(FaultsOf([unacknowledged], [], [Message(A)]), Is.EqualTo(new[] { "a was published and is not stored: event event-a." }));
    }

    [Test]
    public void A_second_row_of_an_event_is_found() =>
        Assert.That(FaultsOf([Sent(A)], [Row(A), Row(A) with { RowKey = "2-event-a" }], [Message(A)]), Has.Some.Contains("stored twice"));

    [Test]
    public void A_row_that_nobody_sent_is_found() =>
        Assert.That(FaultsOf([Sent(A)], [Row(A), Row(B)], [Message(A), Message(B)]), Has.Some.Contains("was never sent"));

    [Test]
    public void A_wrong_column_is_found() =>
        Assert.That(FaultsOf([Sent(A)], [Row(A with { Code = 450 })], [Message(A with { Code = 450 })]), Has.Some.Contains("other facts"));

    [Test]
    public void A_wrong_key_is_found() =>
        Assert.That(FaultsOf([Sent(A)], [Row(A) with { PartitionKey = "c@example.nl" }], [Message(A)]), Has.Some.Contains("wrong keys"));

    [Test]
    public void A_message_that_says_something_else_than_its_row_is_found() =>
        Assert.That(FaultsOf([Sent(A)], [Row(A)], [Message(A) with { Classification = "mailbox-full" }]), Has.Some.Contains("other facts"));

    [Test]
    public void An_answer_that_names_another_event_is_found() =>
        Assert.That(FaultsOf([Sent(A) with { EventId = "event-x" }], [Row(A)], [Message(A)]), Has.Some.Contains("acknowledged as event event-x"));

    [Test]
    public void What_could_not_be_delivered_in_the_end_is_found() =>
        Assert.That(FaultsOf([Sent(A) with { Acknowledged = false, EventId = null }], [], []), Has.Some.Contains("could not be delivered"));

    [Test]
    public void What_is_left_in_the_outbox_is_found() =>
        Assert.That(Reconciliation.Compare([Sent(A)], [Row(A)], [Message(A)], 3).Faults, Is.EqualTo(new[] { "The outbox still has 3 pointers." }));

    private static IReadOnlyList<string> FaultsOf(SentNotification[] sent, StoredFailure[] rows, ReceivedFailure[] messages) =>
        Reconciliation.Compare(sent, rows, messages, 0).Faults;

    private static SentNotification Sent(FailureFacts facts) => new(facts, Acknowledged: true, EventOf(facts), GivenUp: false);

    private static StoredFailure Row(FailureFacts facts) => new(facts.Recipient, $"1-{EventOf(facts)}", EventOf(facts), facts, "mailbox-unknown", IsMarked: true);

    private static ReceivedFailure Message(FailureFacts facts) => new(EventOf(facts), EventOf(facts), facts, "mailbox-unknown");

    private static string EventOf(FailureFacts facts) => $"event-{facts.MessageId}";
}
