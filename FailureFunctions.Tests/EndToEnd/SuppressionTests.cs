using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Recording;
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

    /// <summary>The whole way, on Azurite, the emulator and Microsoft's worker.</summary>
    [Test]
    public async Task An_address_is_suppressed_released_stays_released_and_is_suppressed_by_what_comes_later()
    {
        await using var announcements = new Subscriber(World.Broker.ConnectionString, "all", SuppressionEvent.Topic);
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host)) { [World.UpdaterIsDisabled] = null });
        var recipient = Suppressed.NewRecipient();
        var first = DateTimeOffset.UtcNow;
        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.False);

        // Notification, row, message, suppressed, announced.
        Assert.That((await FailAsync(recipient, "first", first)).Outcome, Is.EqualTo("recorded"));
        Assert.That(await Wire.RowsAsync(recipient), Has.Count.EqualTo(1));
        await app.RunNowAsync("UpdateSuppressions");
        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.True);
        await AssertAnnouncedAsync(announcements, recipient, SuppressionEvent.Suppressed, version: 1);
        var found = (await Suppressed.PostAsync("lookup", new { recipient })).Json;
        Assert.That(
            (found["reason"]!.GetValue<string>(), found["origin"]!.GetValue<string>(), found["failures"]!.AsArray().Count),
            Is.EqualTo(("mailbox-unknown", "failure", 1)));

        await Suppressed.DecideAsync("release", recipient);
        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.False);
        await AssertAnnouncedAsync(announcements, recipient, SuppressionEvent.Released, version: 2);

        // Old evidence: the same notification, its message again, and another one from before the release.
        Assert.That((await FailAsync(recipient, "first", first)).Outcome, Is.EqualTo("duplicate"));
        await SendAgainAsync(World.Subscriber.Received.First(message => message.Body.ToString().Contains(recipient, StringComparison.Ordinal)));
        Assert.That((await FailAsync(recipient, "late", first.AddMinutes(-1))).Outcome, Is.EqualTo("recorded"));
        await app.RunNowAsync("UpdateSuppressions");
        Assert.That(Suppressed.StateOf(await Suppressed.PostAsync("lookup", new { recipient })), Is.EqualTo("released"));
        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.False);

        // New evidence: a clock that is a little ahead makes it later than the release for certain.
        Assert.That((await FailAsync(recipient, "new", DateTimeOffset.UtcNow.AddSeconds(2))).Outcome, Is.EqualTo("recorded"));
        await app.RunNowAsync("UpdateSuppressions");
        Assert.That(await Suppressed.IsSuppressedAsync(recipient), Is.True);
        await AssertAnnouncedAsync(announcements, recipient, SuppressionEvent.Suppressed, version: 3);
    }

    private static Task<Wire.Answer> FailAsync(string recipient, string id, DateTimeOffset at) => Wire.PostAsync(
        World.App,
        $"id={id}&type=failure&time={at.ToUnixTimeSeconds()}&recipient={recipient}&action=failure&state=rcptto&code=550&extended=5.1.1&description=User+unknown");

    private static async Task SendAgainAsync(ServiceBusReceivedMessage message)
    {
        await using var client = new ServiceBusClient(World.Broker.ConnectionString);
        // Under another id, so that the topic's duplicate detection lets it through.
        await client.CreateSender(FailureEvent.Topic).SendMessageAsync(new ServiceBusMessage(message) { MessageId = Guid.NewGuid().ToString("N") });
    }

    private static async Task AssertAnnouncedAsync(Subscriber announcements, string recipient, string type, int version)
    {
        var entry = SuppressionColumns.Read((await Wire.RowsAsync(TableNames.Suppressions, $"PartitionKey eq '{recipient}'")).Single());
        Assert.That((entry.Version, entry.AnnouncedVersion), Is.EqualTo((version, version)));
        var message = await announcements.WaitForAsync(SuppressionEvent.IdOf(entry));
        Assert.That(message.ApplicationProperties["cloudEvents_type"], Is.EqualTo(type));
    }
}
