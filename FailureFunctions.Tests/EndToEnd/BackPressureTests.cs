using FailureFunctions.Local.NodeTools;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What the sender is answered while tables or bus are overloaded.</summary>
internal sealed class BackPressureTests
{
    [Test]
    public async Task The_sender_is_answered_503_while_nothing_can_be_stored_and_202_while_it_can_be_stored_and_queued()
    {
        await using var proxy = new TablesProxy(World.Azurite.ConnectionString);
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host))
        {
            ["FailureTables"] = proxy.ConnectionString,
            ["FailureBus"] = OutageTests.NoBus,
        });

        proxy.Rule = asked => asked == "POST Failures" ? new Throttle(503) : null;
        AssertRefused(await Wire.PostAsync(app, Wire.Notification("throttled")));
        proxy.Rule = _ => null;
        var queued = await Wire.PostAsync(app, Wire.Notification("throttled"));
        proxy.Rule = asked => asked == "POST FailureOutbox" ? new Throttle(429, "60") : null;
        AssertRefused(await Wire.PostAsync(app, Wire.Notification("throttled")));

        Assert.That((queued.Status, queued.Outcome), Is.EqualTo((202, "queued")), queued.Text);
    }

    private static void AssertRefused(Wire.Answer answer)
    {
        AnswerTests.AssertProblem(answer, 503, "storage-unavailable");
        Assert.That(answer.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
    }
}
