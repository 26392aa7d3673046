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
    public void Tags_come_in_many_spellings(string fields) =>
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

    [TestCase("""["a","b"]""")]
    [TestCase("""["a",null," ","b","a"]""")]
    [TestCase("""[" a ","b"]""")]
    [TestCase("\"a;b\"")]
    public void Tags_in_JSON_are_an_array_or_a_text(string tags)
    {
        var notification = Samples.Notification($$"""{"id":1,"recipient":"a@b","tags":{{tags}}}""", NotificationFormat.Json);

        Assert.That(notification.Tags, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_tag_in_an_array_may_contain_a_semicolon()
    {
        var notification = Samples.Notification("""{"id":1,"recipient":"a@b","tags":["a;b",1,["c"],{"d":1}]}""", NotificationFormat.Json);

        Assert.That(notification.Tags, Is.EqualTo(new[] { "a;b", "1", "[\"c\"]", "{\"d\":1}" }));
    }

    [Test]
    public void Another_array_in_JSON_is_kept_as_text() =>
        Assert.That(
            Samples.Notification("""{"id":1,"recipient":"a@b","x]":["a"],"tags":null}""", NotificationFormat.Json),
            Has.Property("Extra").EqualTo("""{"x]":"[\"a\"]"}""").And.Property("Tags").Empty);

    [Test]
    public void Names_in_JSON_are_unescaped_and_the_first_of_a_repeated_one_wins()
    {
        var notification = Samples.Notification(
            """{"i\u0064":1,"recipient":"a@b","state":"dns","state":"data","\ud800x":2}""", NotificationFormat.Json);

        Assert.That((notification.MessageId, notification.Reply.State), Is.EqualTo(("1", "dns")));
        Assert.That(notification.Extra, Is.EqualTo("""{"state":"data","\uFFFDx":"2"}""".Replace("\\uFFFD", "\uFFFD", StringComparison.Ordinal)));
    }

    [Test]
    public void A_byte_order_mark_before_JSON_is_skipped() =>
        Assert.That(Samples.Read([0xEF, 0xBB, 0xBF, .. """{"id":"1","recipient":"a@b"}"""u8], NotificationFormat.Json), Is.InstanceOf<ReadResult.Read>());

    [TestCase("&&id=1&&recipient=a%40b&", null)]
    [TestCase("id=1&recipient=a%40b&flag", "{\"flag\":\"\"}")]
    [TestCase("id=1&recipient=a%40b&=x", "{\"\":\"x\"}")]
    [TestCase("id=1&recipient=a%40b&x=y=z", "{\"x\":\"y=z\"}")]
    [TestCase("id=1&recipient=a%40b&%78+y=%26", "{\"x y\":\"&\"}")]
    [TestCase("i%64=1&recipient=a%40b", null)]
    public void A_form_is_split_at_ampersands_and_the_first_equals_sign(string body, string? extra) =>
        Assert.That(Samples.Notification(body).Extra, Is.EqualTo(extra));

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
        Assert.That(Samples.Read($"id=1&recipient=a%40b&type={new string('x', 1_025)}"), Is.EqualTo(new ReadResult.OtherType(cut)));
        Assert.That(Samples.Notification(body.Replace("1&", "1&profile=&", StringComparison.Ordinal)).Profile, Is.Null);
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

    [Test]
    public void A_character_may_be_half_escaped()
    {
        byte[] form = [.. "id=1&recipient=a%40b&description="u8, 0xE2, .. "%82%AC"u8];

        Assert.That(((ReadResult.Read)Samples.Read(form)).Notification.Reply.Description, Is.EqualTo("€"));
    }

    [TestCase("%", "%")]
    [TestCase("%4", "%4")]
    [TestCase("%zz", "%zz")]
    [TestCase("100%+sure", "100% sure")]
    [TestCase("a%2", "a%2")]
    [TestCase("%4z", "%4z")]
    [TestCase("%z4", "%z4")]
    [TestCase("%%34", "%4")]
    [TestCase("%2540", "%40", Description = "escaped once only")]
    [TestCase("%u0041", "%u0041")]
    [TestCase("%e2%82%AC", "€")]
    public void A_percent_sign_that_starts_no_escape_stays(string sent, string expected) =>
        Assert.That(Samples.Notification($"id=1&recipient=a%40b&description={sent}").Reply.Description, Is.EqualTo(expected));

    [TestCase(@"\ud800", "\uFFFD")]
    [TestCase(@"\udc00x", "\uFFFDx")]
    [TestCase(@"\ud83d\ud83d\ude00", "\uFFFD😀")]
    [TestCase(@"\uD83D\n", "\uFFFD\n")]
    [TestCase(@"\\ud800", @"\ud800", Description = "an escaped backslash, then plain text")]
    [TestCase(@"\ud7ff\ue000", "\uD7FF\uE000", Description = "beside the surrogates")]
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
    [TestCase("{\"id\":\n\"1\",,", "is not valid JSON at line 2, byte 5")]
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
            Assert.That(((ReadResult.Unreadable)Samples.Read(thousand + "&one=more")).Errors, Is.EqualTo(new[] { new FieldError("body", "has more than 1000 fields") }));
            Assert.That(Samples.Read(json, NotificationFormat.Json), Is.InstanceOf<ReadResult.Unreadable>());
            Assert.That(Samples.Read(WithTags(998), NotificationFormat.Json), Is.InstanceOf<ReadResult.Read>());
            Assert.That(Samples.Read(WithTags(999), NotificationFormat.Json), Is.InstanceOf<ReadResult.Unreadable>());
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
