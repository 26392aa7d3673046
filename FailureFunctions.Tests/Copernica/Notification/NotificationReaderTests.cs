using System.Globalization;
using System.Text;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests.Copernica.Notification;

/// <summary>The rules of reading, one by one.</summary>
internal sealed class NotificationReaderTests
{
    [TestCase("%20%3C+jan%40example.nl+%3E", "jan@example.nl", "{\"recipient\":\" < jan@example.nl >\"}")]
    [TestCase("jan%40example.nl", "jan@example.nl", null)]
    [TestCase("not+an+address", "not an address", null)]
    public void The_recipient_loses_brackets_and_blanks_and_the_original_is_kept(string sent, string recipient, string? extra)
    {
        var notification = Samples.Notification($"id=1&recipient={sent}");

        Assert.That((notification.Recipient, notification.Extra), Is.EqualTo((recipient, extra)));
    }

    [TestCase("", "id,recipient")]
    [TestCase("id=1", "recipient")]
    [TestCase("id=1&recipient=%3C%3E", "recipient")]
    [TestCase("id=+&recipient=a%40b", "id")]
    [TestCase("recipient=a%40b", "id")]
    public void A_missing_field_is_named(string body, string fields)
    {
        var result = (ReadResult.Unreadable)Samples.Read(body);

        Assert.That(string.Join(',', result.Errors.Select(e => e.Field)), Is.EqualTo(fields));
    }

    [TestCase("failure")]
    [TestCase("FAILURE")]
    [TestCase("+Failure+")]
    [TestCase("")]
    public void The_type_may_be_in_any_case_or_absent(string type) =>
        Assert.That(Samples.Read($"id=1&recipient=a%40b&type={type}"), Is.InstanceOf<ReadResult.Read>());

    [TestCase("time=1717416451", "2024-06-03T12:07:31.000Z")]
    [TestCase("time=1717416451.25", "2024-06-03T12:07:31.250Z")]
    [TestCase("time=+1717416451+", "2024-06-03T12:07:31.000Z")]
    [TestCase("time=0&timestamp=2024-06-03+14:07:31", "2024-06-03T14:07:31.000Z")]
    [TestCase("time=x&timestamp=2024-06-03T14:07:31", "2024-06-03T14:07:31.000Z")]
    [TestCase("time=9999999999&timestamp=2024-06-03+14:07:31", "2024-06-03T14:07:31.000Z")]
    [TestCase("time=1717675201", null, Description = "a day and a second ahead")]
    [TestCase("time=1717675200", "2024-06-06T12:00:00.000Z", Description = "a day ahead")]
    [TestCase("time=946684799", null, Description = "the last second of 1999")]
    [TestCase("time=1e400", null)]
    [TestCase("timestamp=yesterday", null)]
    [TestCase("", null)]
    public void The_moment_is_time_or_else_timestamp_as_UTC(string fields, string? expected)
    {
        var reported = Samples.Notification($"id=1&recipient=a%40b&{fields}").ReportedAt;

        Assert.That(reported?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }

    [TestCase("550", 550, null)]
    [TestCase("0", null, "0")]
    [TestCase("null", null, "null")]
    [TestCase("199", null, "199")]
    [TestCase("600", null, "600")]
    [TestCase("5500", null, "5500")]
    [TestCase("", null, null)]
    public void A_code_is_three_digits_or_absent_and_the_raw_text_is_kept(string sent, int? code, string? kept)
    {
        var notification = Samples.Notification($"id=1&recipient=a%40b&code={sent}");

        Assert.That(notification.Reply.Code?.Value, Is.EqualTo(code));
        Assert.That(notification.Extra, Is.EqualTo(kept is null ? null : $"{{\"code\":\"{kept}\"}}"));
    }

    [TestCase("5.1.1", "5.1.1", null)]
    [TestCase("4.7.650", "4.7.650", null)]
    [TestCase("3.1.1", null, "3.1.1")]
    [TestCase("5.1", null, "5.1")]
    [TestCase("5.1.1234", null, "5.1.1234")]
    [TestCase("5.-1.1", null, "5.-1.1")]
    public void An_enhanced_code_is_of_class_2_4_or_5_or_absent(string sent, string? code, string? kept)
    {
        var notification = Samples.Notification($"id=1&recipient=a%40b&extended={sent}");

        Assert.That(notification.Reply.Extended?.ToString(), Is.EqualTo(code));
        Assert.That(notification.Extra, Is.EqualTo(kept is null ? null : $"{{\"extended\":\"{kept}\"}}"));
    }

    [TestCase("tags[]=a&tags[]=b")]
    [TestCase("tags%5B0%5D=a&tags%5B1%5D=b")]
    [TestCase("tags=a&tags=b")]
    [TestCase("tags=a;b")]
    [TestCase("tags=+a+;;b;a")]
    [TestCase("tags[]=a&tags[]=&tags[]=b&tags[]=a")]
    public void Tags_come_in_many_spellings(string fields) =>
        Assert.That(Samples.Notification($"id=1&recipient=a%40b&{fields}").Tags, Is.EqualTo(new[] { "a", "b" }));

    [TestCase("""["a","b"]""")]
    [TestCase("""["a",null," ","b","a"]""")]
    [TestCase("\"a;b\"")]
    public void Tags_in_JSON_are_an_array_or_a_text(string tags)
    {
        var notification = Samples.Notification($$"""{"id":1,"recipient":"a@b","tags":{{tags}}}""", NotificationFormat.Json);

        Assert.That(notification.Tags, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void The_first_of_a_repeated_field_wins_and_the_others_are_kept()
    {
        var notification = Samples.Notification("id=1&recipient=a%40b&state=dns&state=data&state=idle&color=red&color=blue&database=7");

        Assert.That(notification.Reply.State, Is.EqualTo("dns"));
        Assert.That(
            notification.Extra,
            Is.EqualTo("""{"state":["data","idle"],"color":["red","blue"],"database":"7"}"""));
    }

    [Test]
    public void A_state_is_lower_cased_and_may_be_any()
    {
        Assert.That(Samples.Notification("id=1&recipient=a%40b&state=+MAIL+From+").Reply.State, Is.EqualTo("mail from"));
        Assert.That(Samples.Notification("id=1&recipient=a%40b").IsAsynchronous, Is.Null);
        Assert.That(Samples.Notification("id=1&recipient=a%40b&state=Bounce").IsAsynchronous, Is.True);
    }

    [Test]
    public void A_long_description_is_cut_with_a_mark_and_no_surrogate_pair_is_parted()
    {
        var text = new string('x', FieldLimits.Description - 1) + "😀 and more";

        var description = Samples.Notification($"id=1&recipient=a%40b&description={text}").Reply.Description;

        Assert.That(description, Is.EqualTo(new string('x', FieldLimits.Description - 1) + FieldLimits.CutMark));
    }

    [Test]
    public void Invalid_UTF_8_becomes_the_replacement_character()
    {
        var form = Samples.Read("id=1&recipient=a%40b&description=%ff%C3"u8);
        byte[] json = [.. """{"id":"1","recipient":"a@b","description":"x"""u8, 0xFF, .. "\"}"u8];

        Assert.That(((ReadResult.Read)form).Notification.Reply.Description, Is.EqualTo("\uFFFD\uFFFD"));
        Assert.That(
            ((ReadResult.Read)Samples.Read(json, NotificationFormat.Json)).Notification.Reply.Description,
            Is.EqualTo("x\uFFFD"));
    }

    [TestCase("%", "%")]
    [TestCase("%4", "%4")]
    [TestCase("%zz", "%zz")]
    [TestCase("100%+sure", "100% sure")]
    [TestCase("a%2", "a%2")]
    public void A_percent_sign_that_starts_no_escape_stays(string sent, string expected) =>
        Assert.That(Samples.Notification($"id=1&recipient=a%40b&description={sent}").Reply.Description, Is.EqualTo(expected));

    [TestCase(@"\ud800", "\uFFFD")]
    [TestCase(@"\udc00x", "\uFFFDx")]
    [TestCase(@"\ud83d\ude00", "😀")]
    [TestCase(@"\""\\\/\b\f\n\r\té", "\"\\/\b\f\n\r\té")]
    public void Escapes_in_JSON_are_read_and_lone_surrogates_replaced(string escaped, string expected) =>
        Assert.That(
            Samples.Notification($$"""{"id":"1","recipient":"a@b","description":"{{escaped}}"}""", NotificationFormat.Json).Reply.Description,
            Is.EqualTo(expected));

    [Test]
    public void Nested_JSON_is_kept_as_text()
    {
        var notification = Samples.Notification(
            """{"id":"1","recipient":"a@b","more":{"a":[1,{"b":null}]},"list":[1, 2],"flag":true,"none":null}""",
            NotificationFormat.Json);

        Assert.That(
            notification.Extra,
            Is.EqualTo("""{"more":"{\"a\":[1,{\"b\":null}]}","list":"[1, 2]","flag":"true"}"""));
    }

    [TestCase("", "is not valid JSON")]
    [TestCase("{\"id\":\"1\"", "is not valid JSON")]
    [TestCase("[{\"id\":\"1\"}]", "must be a JSON object")]
    [TestCase("{\"id\":\"1\",\"recipient\":\"a@b\"} x", "is not valid JSON")]
    [TestCase("\"text\"", "must be a JSON object")]
    public void A_body_that_is_no_JSON_object_is_unreadable(string body, string message)
    {
        var result = (ReadResult.Unreadable)Samples.Read(body, NotificationFormat.Json);

        Assert.That(result.Errors.Single().Field, Is.EqualTo("body"));
        Assert.That(result.Errors.Single().Message, Does.StartWith(message));
    }

    [Test]
    public void Deeply_nested_JSON_is_unreadable_and_does_no_harm()
    {
        var body = "{\"a\":" + new string('[', 30_000) + new string(']', 30_000) + "}";

        Assert.That(Samples.Read(body, NotificationFormat.Json), Is.InstanceOf<ReadResult.Unreadable>());
    }

    [Test]
    public void More_than_a_thousand_fields_are_refused()
    {
        var thousand = string.Join('&', Enumerable.Range(0, FieldLimits.Fields - 2).Select(i => $"f{i}=x")) + "&id=1&recipient=a%40b";
        var json = "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"f{i}\":1")) + "}";

        Assert.Multiple(() =>
        {
            Assert.That(Samples.Read(thousand), Is.InstanceOf<ReadResult.Read>());
            Assert.That(Samples.Read(thousand + "&one=more"), Is.InstanceOf<ReadResult.Unreadable>());
            Assert.That(Samples.Read(json, NotificationFormat.Json), Is.InstanceOf<ReadResult.Unreadable>());
            Assert.That(Samples.Read($$"""{"tags":[{{string.Join(',', Enumerable.Range(0, 2_000))}}]}""", NotificationFormat.Json), Is.InstanceOf<ReadResult.Unreadable>());
        });
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
    public void Long_ids_and_recipients_are_cut_and_stay_different()
    {
        var longText = new string('x', 5_000);

        var one = Samples.Notification($"id={longText}1&recipient={longText}1%40b");
        var other = Samples.Notification($"id={longText}2&recipient={longText}2%40b");

        Assert.Multiple(() =>
        {
            Assert.That(one.MessageId, Has.Length.EqualTo(FieldLimits.ShortText + 65).And.Not.EqualTo(other.MessageId));
            Assert.That(one.Recipient, Has.Length.EqualTo(FieldLimits.Recipient + 65).And.Not.EqualTo(other.Recipient));
        });
    }
}
