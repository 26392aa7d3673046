using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests.Copernica.Notification;

/// <summary>How the format is recognised, and how forms and JSON are split into fields.</summary>
internal sealed class NotificationFormatTests
{
    [TestCase("{\"id\":1,\"recipient\":\"a@b\",\"x\":\"&id=2&recipient=c@d\"}", "1")]
    [TestCase("\uFEFF \t\r\n{\"id\":1,\"recipient\":\"a@b\"}", "1")]
    [TestCase("id=1&recipient=a@b&description={\"id\":2,\"recipient\":\"c@d\"}", "1")]
    [TestCase("x={&id=1&recipient=a@b", "1")]
    public void The_body_itself_says_whether_it_is_a_form_or_JSON(string body, string id) =>
        Assert.That(Samples.Notification(body).MessageId, Is.EqualTo(id));

    [TestCase("""["a","b"]""")]
    [TestCase("""["a",null," ","b","a"]""")]
    [TestCase("""[" a ","b"]""")]
    [TestCase("\"a;b\"")]
    public void Tags_in_JSON_are_an_array_or_a_text(string tags)
    {
        var notification = Samples.Notification($$"""{"id":1,"recipient":"a@b","tags":{{tags}}}""");

        Assert.That(notification.Tags, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_tag_in_an_array_may_contain_a_semicolon()
    {
        var notification = Samples.Notification("""{"id":1,"recipient":"a@b","tags":["a;b",1,["c"],{"d":1}]}""");

        Assert.That(notification.Tags, Is.EqualTo(new[] { "a;b", "1", "[\"c\"]", "{\"d\":1}" }));
    }

    [Test]
    public void Another_array_in_JSON_is_kept_as_text() =>
        Assert.That(
            Samples.Notification("""{"id":1,"recipient":"a@b","x]":["a"],"tags":null}"""),
            Has.Property("Extra").EqualTo("""{"x]":"[\"a\"]"}""").And.Property("Tags").Empty);

    [Test]
    public void Names_in_JSON_are_unescaped_and_the_first_of_a_repeated_one_wins()
    {
        var notification = Samples.Notification(
            """{"i\u0064":1,"recipient":"a@b","state":"dns","state":"data","\ud800x":2}""");

        Assert.That((notification.MessageId, notification.Reply.State), Is.EqualTo(("1", "dns")));
        Assert.That(notification.Extra, Is.EqualTo("""{"state":"data","\uFFFDx":"2"}""".Replace("\\uFFFD", "\uFFFD", StringComparison.Ordinal)));
    }

    [Test]
    public void A_byte_order_mark_before_JSON_is_skipped() =>
        Assert.That(Samples.Read([0xEF, 0xBB, 0xBF, .. """{"id":"1","recipient":"a@b"}"""u8]), Is.InstanceOf<ReadResult.Read>());

    [TestCase("&&id=1&&recipient=a%40b&", null)]
    [TestCase("id=1&recipient=a%40b&flag", "{\"flag\":\"\"}")]
    [TestCase("id=1&recipient=a%40b&=x", "{\"\":\"x\"}")]
    [TestCase("id=1&recipient=a%40b&x=y=z", "{\"x\":\"y=z\"}")]
    [TestCase("id=1&recipient=a%40b&%78+y=%26", "{\"x y\":\"&\"}")]
    [TestCase("i%64=1&recipient=a%40b", null)]
    public void A_form_is_split_at_ampersands_and_the_first_equals_sign(string body, string? extra) =>
        Assert.That(Samples.Notification(body).Extra, Is.EqualTo(extra));

    [Test]
    public void Invalid_UTF_8_becomes_the_replacement_character()
    {
        var form = Samples.Read("id=1&recipient=a%40b&description=%ff%C3"u8);
        byte[] json = [.. """{"id":"1","recipient":"a@b","description":"x"""u8, 0xFF, .. "\"}"u8];

        Assert.That(((ReadResult.Read)form).Notification.Reply.Description, Is.EqualTo("\uFFFD\uFFFD"));
        Assert.That(
            ((ReadResult.Read)Samples.Read(json)).Notification.Reply.Description,
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
            Samples.Notification($$"""{"id":"1","recipient":"a@b","description":"{{escaped}}"}""").Reply.Description,
            Is.EqualTo(expected));

    [Test]
    public void Nested_JSON_is_kept_as_text()
    {
        var notification = Samples.Notification(
            """{"id":"1","recipient":"a@b","more":{"a":[1,{"b":null}]},"list":[1, 2],"flag":true,"none":null}""");

        Assert.That(
            notification.Extra,
            Is.EqualTo("""{"more":"{\"a\":[1,{\"b\":null}]}","list":"[1, 2]","flag":"true"}"""));
    }

    [TestCase("{\"id\":\"1\"", "is not valid JSON")]
    [TestCase("[{\"id\":\"1\"}]", "must be a JSON object")]
    [TestCase("{\"id\":\"1\",\"recipient\":\"a@b\"} x", "is not valid JSON")]
    [TestCase("{\"id\":\n\"1\",,", "is not valid JSON at line 2, byte 5")]
    public void A_body_that_is_no_JSON_object_is_unreadable(string body, string message)
    {
        var result = (ReadResult.Unreadable)Samples.Read(body);

        Assert.That(result.Errors.Single().Field, Is.EqualTo("body"));
        Assert.That(result.Errors.Single().Message, Does.StartWith(message));
    }
}
