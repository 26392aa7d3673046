using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Failures.Identity;
using FailureFunctions.Smtp;
using FsCheck;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Failures;

/// <summary>What holds of keys and ids whatever comes in.</summary>
public sealed class IdentityProperties
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? ""),
        Gen.ArrayOf(Gen.Choose(0, char.MaxValue).Select(c => (char)c)).Select(chars => new string(chars)),
        Gen.ArrayOf(Gen.Elements("/\\#?%@ \t\0<>'\"éßİ\ufffe\uffff\ud800\udc00💥.-xn".ToCharArray())).Select(chars => new string(chars)));

    private static readonly Gen<FailureNotification> AnyNotification =
        from id in AnyText
        from time in Gen.Choose(0, 3)
        from action in Gen.Elements<string?>(null, "", "failure", "failed")
        from state in Gen.Elements<string?>(null, "", "rcptto", "bounce")
        from code in Gen.Elements<int?>(null, 550, 551)
        from extended in Gen.Elements<string?>(null, "5.1.1", "5.11.1")
        select new FailureNotification
        {
            MessageId = id,
            Recipient = "",
            ReportedAt = time == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(time),
            Action = action,
            Reply = new DeliveryReply
            {
                State = state,
                Code = code is { } value && ReplyCode.TryCreate(value, out var parsed) ? parsed : null,
                Extended = EnhancedStatusCode.TryParse(extended, out var enhanced) ? enhanced : null,
            },
        };

    [Test]
    public void A_key_is_always_one_that_the_table_service_takes() =>
        Check(Prop.ForAll(AnyText.ToArbitrary(), text =>
        {
            var key = RecipientKey.Of(text).PartitionKey;
            return key.Length <= TableKey.Longest
                && !key.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c))
                && IsWellFormed(key);
        }));

    [Test]
    public void The_key_of_a_key_is_itself() =>
        Check(Prop.ForAll(AnyText.ToArbitrary(), text =>
        {
            var key = RecipientKey.Of(text);
            return RecipientKey.Of(key.Value) == key;
        }));

    [Test]
    public void Different_recipients_have_different_partition_keys() =>
        Check(Prop.ForAll(AnyText.ToArbitrary(), AnyText.ToArbitrary(), (a, b) =>
        {
            var (one, other) = (RecipientKey.Of(a), RecipientKey.Of(b));
            return one == other == (one.PartitionKey == other.PartitionKey);
        }));

    [Test]
    public void The_same_facts_give_the_same_id_and_different_facts_different_ids() =>
        Check(Prop.ForAll(AnyNotification.ToArbitrary(), AnyNotification.ToArbitrary(), (a, b) =>
        {
            var key = RecipientKey.Of("a@b.nl");
            var sameFacts = a.MessageId == b.MessageId && a.ReportedAt == b.ReportedAt && a.Action == b.Action && a.Reply == b.Reply;
            return sameFacts == (EventId.Of("account_1", key, a) == EventId.Of("account_1", key, b))
                && EventId.Of("account_1", key, a) == EventId.Of("account_1", key, a with { Timestamp = "other", Tags = ["x"] });
        }));

    [Test]
    public void Account_and_recipient_are_part_of_the_id()
    {
        var notification = Samples.Notification(Samples.UserUnknown);
        var ids = new[]
        {
            EventId.Of("account_1", RecipientKey.Of("a@b.nl"), notification),
            EventId.Of("account_2", RecipientKey.Of("a@b.nl"), notification),
            EventId.Of("account_1", RecipientKey.Of("c@b.nl"), notification),
            EventId.Of("account_1", RecipientKey.Of("a@b.nl"), notification with { MessageId = "other" }),
        };

        Assert.That(ids, Is.Unique);
        Assert.That(ids, Has.All.Matches<EventId>(id => EventId.TryParse(id.Value, out var parsed) && parsed == id));
    }

    [Test]
    public void A_fact_moved_from_one_field_to_the_next_is_another_fact()
    {
        var key = RecipientKey.Of("a@b.nl");
        var one = Samples.Notification("id=ab&recipient=a%40b.nl&action=cd");
        var other = one with { MessageId = "a", Action = "bcd" };

        Assert.That(EventId.Of("x", key, one), Is.Not.EqualTo(EventId.Of("x", key, other)));
    }

    // The id is a contract: rows and messages of years carry it.
    [Test]
    public void The_id_of_a_known_notification_never_changes()
    {
        var notification = Samples.Notification(Samples.UserUnknown);

        var id = EventId.Of("account_1234", RecipientKey.Of(notification.Recipient), notification);

        Assert.That(id.Value, Is.EqualTo("845b476e8fc06c752fc9e8a5732daa04"));
    }

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static void Check(Property property) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60).WithReplay(20261123, 7), property);
}
