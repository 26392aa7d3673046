using System.Globalization;
using System.Text;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests.Copernica.Notification;

/// <summary>What is cut, dropped and refused.</summary>
internal sealed class NotificationLimitsTests
{
    [Test]
    public void A_long_description_is_cut_with_a_mark_and_no_surrogate_pair_is_parted()
    {
        var text = new string('x', FieldLimits.Description - 1) + "😀 and more";

        var description = Samples.Notification($"id=1&recipient=a%40b&description={text}").Reply.Description;

        Assert.That(description, Is.EqualTo(new string('x', FieldLimits.Description - 1) + FieldLimits.CutMark));
    }

    [Test]
    public void A_description_up_to_the_limit_is_kept_whole_with_its_blanks()
    {
        var text = "+" + new string('x', FieldLimits.Description - 2) + "+";

        Assert.That(Samples.Notification($"id=1&recipient=a%40b&description={text}").Reply.Description, Is.EqualTo(text.Replace('+', ' ')));
        Assert.That(Samples.Notification($"id=1&recipient=a%40b&description={text}y").Reply.Description, Is.EqualTo(text.Replace('+', ' ') + FieldLimits.CutMark));
    }

    [Test]
    public void Short_texts_are_trimmed_and_cut()
    {
        var body = "id=1&recipient=a%40b" + string.Concat(new[] { "timestamp", "action", "state", "profile", "mailing" }.Select(name => $"&{name}=+{new string('x', 1_025)}+"));
        var cut = new string('x', 1_024) + FieldLimits.CutMark;

        var notification = Samples.Notification(body);

        Assert.That(
            new[] { notification.Timestamp, notification.Action, notification.Reply.State, notification.Profile, notification.Mailing },
            Is.All.EqualTo(cut));
        Assert.That(Samples.Notification(body.Replace("1&", "1&profile=&", StringComparison.Ordinal)).Profile, Is.Null);
    }

    [Test]
    public void Deeply_nested_JSON_is_unreadable_and_does_no_harm()
    {
        var body = "{\"a\":" + new string('[', 30_000) + new string(']', 30_000) + "}";

        Assert.That(Samples.Read(body), Is.InstanceOf<ReadResult.Unreadable>());
    }

    [Test]
    public void More_than_a_thousand_fields_are_refused()
    {
        var thousand = string.Join('&', Enumerable.Range(0, FieldLimits.Fields - 2).Select(i => $"f{i}=x")) + "&id=1&recipient=a%40b";
        var json = "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"f{i}\":1")) + "}";

        Assert.Multiple(() =>
        {
            Assert.That(Samples.Read(thousand), Is.InstanceOf<ReadResult.Read>());
            Assert.That(((ReadResult.Unreadable)Samples.Read(thousand + "&one=more")).Errors, Is.EqualTo(new[] { new FieldError("body", "has more than 1000 fields") }));
            Assert.That(Samples.Read(json), Is.InstanceOf<ReadResult.Unreadable>());
            Assert.That(Samples.Read(WithTags(998)), Is.InstanceOf<ReadResult.Read>());
            Assert.That(Samples.Read(WithTags(999)), Is.InstanceOf<ReadResult.Unreadable>());
        });

        static string WithTags(int count) => $$"""{"id":"1","recipient":"a@b","tags":[{{string.Join(',', Enumerable.Range(0, count))}}]}""";
    }

    [Test]
    public void What_is_kept_stays_within_what_a_table_column_holds()
    {
        var body = new StringBuilder("id=1&recipient=a%40b");
        for (var i = 0; i < 400; i++)
            body.Append(CultureInfo.InvariantCulture, $"&field{i}={new string('é', 60)}&tags[]=tag{i}{new string('\u0001', 30)}");

        var notification = Samples.Notification(body.ToString());

        Assert.Multiple(() =>
        {
            Assert.That(notification.Extra, Has.Length.LessThanOrEqualTo(FieldLimits.Extra));
            Assert.That(notification.Extra, Does.Contain("\"(dropped)\":"));
            Assert.That(notification.Tags, Has.Count.LessThan(400));
        });
    }

    [Test]
    public void Tags_beyond_their_room_are_counted()
    {
        // 997 characters, two quotes and a comma each: exactly 30 fit into 30,000.
        var tags = Enumerable.Range(0, 40).Select(n => n.ToString("D4", CultureInfo.InvariantCulture).PadRight(997, 'x')).ToList();

        var notification = Samples.Notification($"id=1&recipient=a%40b&tags={string.Join(';', tags)};{tags[0]};last");

        Assert.That(notification.Tags, Is.EqualTo(tags.Take(30)));
        Assert.That(notification.Extra, Is.EqualTo("{\"(dropped)\":11}"));
    }

    [Test]
    public void Tags_are_bounded_as_JSON()
    {
        var escaped = Enumerable.Range(0, 40).Select(n => $"{n:D2}" + new string('\u0001', 200)).ToList();

        var notification = Samples.Notification($"id=1&recipient=a%40b&tags={string.Join(';', escaped)}");

        Assert.That(notification.Tags, Has.Count.EqualTo(30_000 / (2 + (200 * 6) + 3)));
        Assert.That(FailureFunctions.Recording.TagsJson.Write(notification.Tags), Has.Length.LessThanOrEqualTo(FieldLimits.Tags));
    }

    [Test]
    public void Extra_names_and_values_are_cut()
    {
        var notification = Samples.Notification($"id=1&recipient=a%40b&{new string('n', 201)}={new string('v', 4_001)}&{new string('m', 200)}={new string('w', 4_000)}");

        Assert.That(notification.Extra, Is.EqualTo(
            $"{{\"{new string('n', 200)}… [cut]\":\"{new string('v', 4_000)}… [cut]\",\"{new string('m', 200)}\":\"{new string('w', 4_000)}\"}}"));
    }

    [Test]
    public void A_field_with_the_name_of_the_count_does_not_repeat_that_name()
    {
        var tags = string.Join(';', Enumerable.Range(0, 31).Select(n => $"{n:D2}".PadRight(997, 'x')));

        Assert.That(Samples.Notification($"id=1&recipient=a%40b&(dropped)=x&tags={tags}").Extra, Is.EqualTo("{\"(dropped)\":1}"));
    }

    [TestCase(1, null)]
    [TestCase(2, 4, Description = "one character too long: the last half goes")]
    public void Extra_fields_beyond_their_room_are_dropped_from_the_end_and_counted(int last, int? dropped)
    {
        // {"a":"…", …}: eight fields of 6 characters around the value and a comma, and two braces.
        var sizes = Enumerable.Repeat(3_749 - 6, 7).Append(30_000 - 2 - (7 * 3_750) - 6 + last - 1).ToList();
        var fields = sizes.Select((size, n) => $"{(char)('a' + n)}={new string('x', size)}");

        var notification = Samples.Notification($"id=1&recipient=a%40b&{string.Join('&', fields)}");

        if (dropped is null)
            Assert.That(notification.Extra, Has.Length.EqualTo(FieldLimits.Extra).And.Not.Contain("(dropped)"));
        else
            Assert.That(notification.Extra, Does.Contain("\"d\":").And.Not.Contain("\"e\":").And.EndsWith($",\"(dropped)\":{dropped}}}"));
    }

    [Test]
    public void A_recipient_up_to_the_limit_is_kept_whole()
    {
        var text = new string('x', FieldLimits.Recipient);

        Assert.That(Samples.Notification($"id={text[..1_024]}&recipient={text}"), Has.Property("Recipient").EqualTo(text)
            .And.Property("MessageId").EqualTo(text[..1_024]).And.Property("Extra").Null);
    }

    [Test]
    public void Long_ids_and_recipients_are_cut_and_stay_different()
    {
        var longText = new string('x', 5_000);

        var one = Samples.Notification($"id={longText}1&recipient={longText}1%40b");
        var other = Samples.Notification($"id={longText}2&recipient={longText}2%40b");

        Assert.Multiple(() =>
        {
            Assert.That(one.MessageId, Has.Length.EqualTo(FieldLimits.ShortText + 65).And.Not.EqualTo(other.MessageId));
            Assert.That(one.Recipient, Has.Length.EqualTo(FieldLimits.Recipient + 65).And.Not.EqualTo(other.Recipient));
            Assert.That(one.Recipient, Does.Match($"^x{{{FieldLimits.Recipient}}}~[0-9a-f]{{64}}$"));
            Assert.That(one.Extra, Does.StartWith("{\"recipient\":\"xxx"), "the beginning of what was sent");
        });
    }
}
