using System.Net;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Bounces;

namespace FailureFunctions.Tests.Receiving;

/// <summary>Whom a complaint may speak for.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ComplaintTests : IAsyncDisposable
{
    private readonly ReceivingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [TestCase("bounce", "piet@provider.example", "piet@provider.example", "recorded")]
    [TestCase("abuse", "", "piet@provider.example", "recorded")]
    [TestCase("bounce", "innocent@voorbeeld.example", "piet@provider.example", "unattributed-complaint")]
    [TestCase("abuse", "innocent@voorbeeld.example", "piet@provider.example", "unattributed-complaint")]
    public async Task It_is_the_webhooks_recipient_or_nobody_else(string type, string recipient, string complains, string outcome)
    {
        var mime = Returned.Complaint($"Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: {complains}");

        var answer = await _world.PostAsync(
            $"id=m1&type={type}&time=1717417210&recipient={WebUtility.UrlEncode(recipient)}&mime={WebUtility.UrlEncode(mime)}");

        Assert.That(answer.Body, Does.Contain($"\"outcome\":\"{outcome}\""));
        Assert.That(_world.RowsOf(outcome == "recorded" ? "Failures" : "RejectedNotifications").Single().ContainsKey(Column.Recipient), Is.EqualTo(outcome == "recorded"));
    }
}
