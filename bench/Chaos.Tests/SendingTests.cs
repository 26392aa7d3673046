using FailureFunctions.Bench.Chaos.Sending;

namespace FailureFunctions.Bench.Chaos.Tests;

[TestFixture]
internal sealed class SendingTests
{
    private readonly Notification[] _notifications = Notifications.Create(seed: 3, count: 500);

    [Test]
    public void The_same_seed_sends_the_same_at_the_same_time()
    {
        var plan = Deliveries.Plan(_notifications, seed: 3, TimeSpan.FromSeconds(10));
        var again = Deliveries.Plan(Notifications.Create(seed: 3, count: 500), seed: 3, TimeSpan.FromSeconds(10));

        Assert.That(again, Is.EqualTo(plan));
        Assert.That(plan.Count(delivery => delivery.Kind == DeliveryKind.Original), Is.EqualTo(500));
        Assert.That(plan.Select(delivery => delivery.Kind).Distinct(), Is.EquivalentTo(Enum.GetValues<DeliveryKind>()));
    }

    [Test]
    public void Every_notification_is_of_a_message_of_its_own() =>
        Assert.That(_notifications.Select(notification => notification.Facts.MessageId), Is.Unique);

    [Test]
    public void All_webhooks_are_sent_and_a_bounce_by_two()
    {
        var types = _notifications.Select(notification => notification.Body()).Concat(_notifications.Where(notification => notification.IsBounce).Select(notification => notification.OtherBody()))
            .Select(body => System.Text.RegularExpressions.Regex.Match(System.Text.Encoding.UTF8.GetString(body), "type\"?[=:]\"?(\\w+)").Groups[1].Value);

        Assert.That(types.Distinct(), Is.EquivalentTo(new[] { "failure", "bounce", "abuse" }));
        Assert.That(_notifications.Where(notification => notification.IsBounce).Select(notification => notification.Body().SequenceEqual(notification.OtherBody())), Is.All.False);
    }

    [Test]
    public void An_acknowledgement_stays_whatever_comes_later()
    {
        var ledger = new Ledger(_notifications);
        ledger.Note(_notifications[0], new Answer(200, "200 recorded", "e", TimeSpan.FromSeconds(1)));
        ledger.Note(_notifications[0], new Answer(503, "503", null, TimeSpan.FromSeconds(2)));
        ledger.Note(_notifications[1], new Answer(503, "503", null, TimeSpan.FromSeconds(3)));

        Assert.That(ledger.Sent.Where(sent => sent.Acknowledged).Select(sent => sent.EventId), Is.EqualTo(new[] { "e" }));
        Assert.That((ledger.Times.Length, ledger.Outcomes["503"], ledger.Faults.Count), Is.EqualTo((3, 2, 0)));
    }

    [Test]
    public void A_refusal_of_what_is_right_and_two_events_of_one_notification_are_wrong()
    {
        var ledger = new Ledger(_notifications);
        ledger.Note(_notifications[0], new Answer(401, "401", null, default));
        ledger.Note(_notifications[1], new Answer(200, "200 recorded", "e", default));
        ledger.Note(_notifications[1], new Answer(200, "200 recorded", "f", default));

        Assert.That(ledger.Faults, Has.Count.EqualTo(2));
    }
}
