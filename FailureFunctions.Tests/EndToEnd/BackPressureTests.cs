using FailureFunctions.Local.NodeTools;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What the sender is answered while the tables are overloaded.</summary>
internal sealed class BackPressureTests
{
    [Test]
    public async Task The_sender_is_answered_503_while_nothing_can_be_stored_and_202_while_it_can()
    {
        await using var proxy = new TablesProxy(World.Azurite.ConnectionString);
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host))
        {
            ["FailureTables"] = proxy.ConnectionString,
        });
        proxy.Rule = asked => asked == "POST FailureOutbox" ? new Throttle(503) : null;
        var refused = await Wire.PostAsync(app, Wire.Notification("throttled"));
        proxy.Rule = asked => asked == "POST Failures" ? new Throttle(429, "60") : null;
        var queued = await Wire.PostAsync(app, Wire.Notification("throttled"));

        AnswerTests.AssertProblem(refused, 503, "storage-unavailable");
        Assert.That(refused.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        Assert.That((queued.Status, queued.Outcome), Is.EqualTo((202, "queued")), queued.Text);
    }
}
