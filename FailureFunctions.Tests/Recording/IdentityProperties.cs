using System.Globalization;
using System.Text;
using System.Text.Json;
using FailureFunctions.Classification;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Recording;
using FailureFunctions.Smtp;
using FailureFunctions.Tables;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Recording;

/// <summary>What holds of keys and ids whatever comes in.</summary>
internal sealed class IdentityProperties
{
    private static readonly FailureFactory Factory = new(new ReplyClassifier(), Options.Create(new CopernicaOptions()), new FixedTime(Samples.Now));

    private static readonly Gen<string> AnyText = Gen.OneOf(
        ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? ""),
        Gen.ArrayOf(Gen.Choose(0, char.MaxValue).Select(c => (char)c)).Select(chars => new string(chars)),
        Gen.ArrayOf(Gen.Elements("/\\#?%@ \t\0<>'\"éßİ\ufffe\uffff\ud800\udc00💥.-xn\u200b\u00ad\u2060\ufeff\ufe0f\u3000".ToCharArray())).Select(chars => new string(chars)));

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

    // What IDNA maps to nothing used to leave a blank at the end of the key.
    [Test]
    public void The_key_of_a_key_is_itself_for_every_code_point_in_every_position()
    {
        string[] all = [" {0}j{0}n{0}@{0}exam{0}ple.nl{0} ", "jan@example.nl {0}"];
        // Every position and every blank for what can vanish or be a blank: only there can the ends of a text change.
        string[] patterns = ["{0}", "jan{0}", "{0}jan@example.nl", "j{0}an@x.nl", "jan{0}@x.nl", "jan@{0}x.nl", "jan@x{0}y.nl", "jan@x.nl{0}", "jan@{0}"];
        string[] blanks = ["{0}", " {0}", "{0} ", " {0} ", "\u3000{0}{0}", "{0} {0}"];
        string[] every = [.. all, .. patterns.SelectMany(pattern => blanks.Select(blank => pattern.Replace("{0}", blank, StringComparison.Ordinal)))];
        List<string> moved = [];

        for (var point = 0; point < 0x110000; point += StepFrom(point))
        {
            var text = point is >= 0xD800 and <= 0xDFFF ? ((char)point).ToString() : char.ConvertFromUtf32(point);
            var canVanish = CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherPunctuation;
            foreach (var shape in canVanish ? every : all)
            {
                var key = RecipientKey.Of(shape.Replace("{0}", text, StringComparison.Ordinal)).Value;
                if (RecipientKey.Of(key).Value != key || key != key.Trim())
                    moved.Add($"U+{point:X4} in '{shape}'");
            }
        }

        Assert.That(moved.Take(20), Is.Empty);
    }

    // A sample of what is all alike and slow: what is unassigned or private, most of it an exception of IDNA each, and
    // ideographs and Hangul, which have neither case nor mappings (compatibility ideographs have, and are all tried).
    private static int StepFrom(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
            || point is (>= 0x3400 and < 0x9F00) or (>= 0xAC00 and < 0xD700) or (>= 0x17000 and < 0x18C00) or (>= 0x20000 and < 0x2F700)
            ? 61
            : 1;

    [Test]
    public void Every_failure_is_read_back_from_its_row_as_it_was() =>
        Check(Prop.ForAll(AnyText.ToArbitrary(), AnyNotification.ToArbitrary(), Gen.ArrayOf(AnyText).ToArbitrary(), (recipient, notification, tags) =>
        {
            if (RecipientKey.Of(recipient).Value.Length == 0)
                return true; // Refused by the reader.
            var extra = JsonSerializer.Serialize(new Dictionary<string, string> { ["other"] = recipient });
            var failure = Factory.Create("account_1", notification with { Recipient = recipient, Tags = tags, Extra = extra }, null);
            return FailureColumns.Read(FailureColumns.ToRow(failure), out _) is { } read
                && read.Tags.SequenceEqual(tags.Select(AsUtf8))
                && read with { Tags = failure.Tags } == failure with { Trace = null }
                && read.Keys == failure.Keys;
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

    [Test]
    public void The_id_of_a_notification_without_facts_never_changes()
    {
        var notification = Samples.Notification("id=1&recipient=a%40b.nl");

        Assert.That(EventId.Of("account_1", RecipientKey.Of("a@b.nl"), notification).Value, Is.EqualTo("572f42f04447c9bbf4016490016bf6bd"));
    }

    [TestCase("845b476e8fc06c752fc9e8a5732daa04", true)]
    [TestCase("845B476e8fc06c752fc9e8a5732daa04", false)]
    [TestCase("845b476e8fc06c752fc9e8a5732daa0", false)]
    [TestCase("845b476e8fc06c752fc9e8a5732daa0g", false)]
    [TestCase(null, false)]
    public void An_id_is_32_lower_case_hexadecimal_digits(string? text, bool valid)
    {
        Assert.That(EventId.TryParse(text, out var id), Is.EqualTo(valid));
        Assert.That(id.Value, Is.EqualTo(valid ? text : ""));
    }

    private static bool IsWellFormed(string text) => AsUtf8(text) == text;

    private static string AsUtf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static void Check(Property property) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60).WithReplay(20261123, 7), property);
}
