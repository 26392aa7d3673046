using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Receiving;

/// <summary>A signature need not cover Content-Type: the body alone decides what it is.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ContentTypeTests : IAsyncDisposable
{
    private readonly ReceivingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [TestCase(Samples.Form)]
    [TestCase(Samples.Json)]
    [TestCase("text/plain")]
    [TestCase(null)]
    public async Task A_captured_call_makes_the_event_that_was_signed_whatever_its_Content_Type(string? contentType)
    {
        // The description is text that a remote server wrote; read as a form, the body would be about its victim.
        const string Body =
            """{"id":"m1","type":"failure","time":1717416451,"recipient":"jan@example.nl","state":"rcptto","code":550,"description":"no&id=x1&type=failure&recipient=victim@corp.example&state=rcptto&code=550&extended=5.1.1&z="}""";

        var answer = await _world.PostAsync(ReceivingWorld.SignOnlyWhatMustBe(Body, headers => SetOrRemove(headers, contentType)));

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(_world.RowsOf("Failures").Single()[Column.Recipient], Is.EqualTo("jan@example.nl"));
    }

    [TestCase(Samples.UserUnknown, "application/json")]
    [TestCase(Samples.UserUnknown, "text/plain")]
    [TestCase(Samples.UserUnknown, "multipart/form-data; boundary=x")]
    [TestCase(Samples.UserUnknown, "\"")]
    [TestCase(Samples.UserUnknown, null)]
    [TestCase(Samples.Blocked, "application/octet-stream")]
    [TestCase("\r\n " + Samples.Blocked, null)]
    public async Task An_authentic_notification_with_an_odd_Content_Type_is_recorded(string body, string? contentType)
    {
        var answer = await _world.PostAsync(ReceivingWorld.SignOnlyWhatMustBe(body, headers => SetOrRemove(headers, contentType)));

        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        Assert.That(_world.Calls, Is.EqualTo((string[])["add Failures", "send", "merge Failures"]));
    }

    [TestCase("hello", "text/plain")]
    [TestCase("<failure/>", "text/xml")]
    [TestCase("[1]", null)]
    [TestCase("", null)]
    public async Task An_authentic_body_that_is_neither_form_nor_JSON_is_quarantined(string body, string? contentType)
    {
        var answer = await _world.PostAsync(ReceivingWorld.SignOnlyWhatMustBe(body, headers => SetOrRemove(headers, contentType)));

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(_world.RowsOf("RejectedNotifications").Single()[Column.Cause], Is.EqualTo("unreadable"));
    }

    private static void SetOrRemove(Dictionary<string, string> headers, string? contentType)
    {
        headers.Remove("Content-Type");
        if (contentType is not null)
            headers["Content-Type"] = contentType;
    }
}
