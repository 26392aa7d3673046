using System.Text.Json.Nodes;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>From the notification to the announcement that its address gets no mail.</summary>
internal sealed class SuppressionTests
{
    [Test]
    public async Task A_notification_suppresses_its_address_and_that_is_announced()
    {
        await using var announcements = new Subscriber(World.Broker.ConnectionString, "all", SuppressionEvent.Topic);
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host)) { [World.UpdaterIsDisabled] = null });
        var recipient = $"{Guid.NewGuid():N}@example.nl";
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var answer = await Wire.PostAsync(
            app, $"id=dead&type=failure&time={now}&recipient={recipient}&action=failure&state=rcptto&code=550&extended=5.1.1&description=User+unknown");
        await app.RunNowAsync("UpdateSuppressions");

        Assert.That(answer.Outcome, Is.EqualTo("recorded"), answer.Text);
        var row = (await Wire.RowsAsync(TableNames.Suppressions, $"PartitionKey eq '{recipient}'")).Single();
        Assert.That(
            (row[Column.State], row[Column.Reason], row[Column.Until]),
            Is.EqualTo(("suppressed", "mailbox-unknown", DateTimeOffset.FromUnixTimeSeconds(now).AddDays(7))));
        var message = await announcements.WaitForAsync(SuppressionEvent.IdOf(SuppressionColumns.Read(row)));
        Assert.That(message.ApplicationProperties["cloudEvents_type"], Is.EqualTo(SuppressionEvent.Suppressed));
        Assert.That(JsonNode.Parse(message.Body)!["recipient"]!.GetValue<string>(), Is.EqualTo(recipient));
        Assert.That(row[Column.AnnouncedVersion], Is.EqualTo(1));
    }
}
