using System.Globalization;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests.Copernica.Notification;

/// <summary>What each field of a notification may contain, one rule at a time.</summary>
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
    [TestCase("time=946684799", null, Description = "the last second of 1999")]
    [TestCase("time=946684800", "2000-01-01T00:00:00.000Z")]
    [TestCase("time=4102444799", "2099-12-31T23:59:59.000Z")]
    [TestCase("time=4102444800", null, Description = "the first second of 2100")]
    [TestCase("timestamp=1999-12-31+23:59:59", null)]
    [TestCase("timestamp=2000-01-01+00:00:00", "2000-01-01T00:00:00.000Z")]
    [TestCase("timestamp=2099-12-31T23:59:59Z", "2099-12-31T23:59:59.000Z")]
    [TestCase("timestamp=2100-01-01+00:00:00", null)]
    [TestCase("timestamp=2024-06-03+14:07:31%2B02:00", "2024-06-03T12:07:31.000Z")]
    [TestCase("time=1717416451&timestamp=2020-01-01+00:00:00", "2024-06-03T12:07:31.000Z")]
    [TestCase("time=1.717416451e9", "2024-06-03T12:07:31.000Z")]
    [TestCase("time=1e400", null)]
    [TestCase("timestamp=yesterday", null)]
    [TestCase("", null)]
    public void The_moment_is_time_or_else_timestamp_as_UTC(string fields, string? expected)
    {
        var reported = Samples.Notification($"id=1&recipient=a%40b&{fields}").ReportedAt;

        Assert.That(reported?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }

    [TestCase("time=1717416451", null)]
    [TestCase("time=+", null)]
    [TestCase("time=x", "{\"time\":\"x\"}")]
    [TestCase("time=4102444800", "{\"time\":\"4102444800\"}")]
    public void A_time_that_cannot_be_used_is_kept(string field, string? extra) =>
        Assert.That(Samples.Notification($"id=1&recipient=a%40b&{field}").Extra, Is.EqualTo(extra));

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
    public void Tags_come_in_many_formats(string fields) =>
        Assert.That(Samples.Notification($"id=1&recipient=a%40b&{fields}").Tags, Is.EqualTo(new[] { "a", "b" }));

    [TestCase("x]")]
    [TestCase("tagsx]")]
    [TestCase("tags[")]
    [TestCase("xtags")]
    [TestCase("Tags")]
    public void Only_tags_with_or_without_an_index_are_tags(string name)
    {
        var notification = Samples.Notification($"id=1&recipient=a%40b&{Uri.EscapeDataString(name)}=a");

        Assert.That(notification.Tags, Is.Empty);
        Assert.That(notification.Extra, Is.EqualTo($"{{\"{name}\":\"a\"}}"));
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
        Assert.That(Samples.Notification("id=1&recipient=a%40b&state=Bounce").Reply.State, Is.EqualTo("bounce"));
        Assert.That(Samples.Notification("id=1&recipient=a%40b&state=+").Reply.State, Is.Null);
    }
}
