using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Tables;
using FailureFunctions.Tests.EndToEnd.Otlp;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What becomes of queued notifications, over tables that no other test drains.</summary>
internal sealed class DrainTests
{
    private const string CallerSpan = "00f067aa0ba902b7";

    [Test]
    public async Task A_queued_notification_is_published_after_the_bus_is_back_in_the_trace_of_its_request()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        await using var receiver = new OtlpReceiver();
        var eventId = await QueueAsync();
        var failed = await SpanAsync(receiver, span => span.TraceId == trace && span.Name == "publish");

        await using var app = await StartAsync(World.Broker.ConnectionString, drains: true);
        await app.RunNowAsync("DrainOutbox");

        var message = await World.Subscriber.WaitForAsync(eventId);
        var row = (await RowsAsync(TableNames.Failures)).Single();
        Assert.That(row.ContainsKey(Column.PublishedAt), Is.True);
        Assert.That(await RowsAsync(TableNames.Outbox), Is.Empty);
        Assert.That(failed.IsError, Is.True);
        foreach (var property in new[] { "cloudEvents_traceparent", "traceparent", "Diagnostic-Id" })
            Assert.That(message.ApplicationProperties[property], Does.StartWith($"00-{trace}-"), property);
        var published = await SpanAsync(receiver, span => span.TraceId != trace && span.Name == "publish");
        var drain = await SpanAsync(receiver, span => span.SpanId == published.ParentId);
        Assert.That((published.IsError, drain.Name), Is.EqualTo((false, "function DrainOutbox")));

        async Task<string> QueueAsync()
        {
            await using var noBus = await StartAsync(OutageTests.NoBus, drains: false);
            using var request = Wire.Sign(noBus, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id=later-id&time={Wire.Time}&recipient=later%40example.nl")));
            request.Headers.Add("traceparent", $"00-{trace}-{CallerSpan}-01");
            var answer = await Wire.SendAsync(noBus, request);
            Assert.That(answer.Outcome, Is.EqualTo("queued"), answer.Text);
            return answer.EventId;
        }

        Task<AppProcess> StartAsync(string bus, bool drains) =>
            AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host).Concat(receiver.Settings))
            {
                ["FailureTables"] = azurite.ConnectionString,
                ["FailureBus"] = bus,
                [World.DrainIsDisabled] = drains ? null : "true",
            });

        async Task<List<TableEntity>> RowsAsync(string table) =>
            await new TableClient(azurite.ConnectionString, table).QueryAsync<TableEntity>().ToListAsync();
    }

    private static Task<OtlpSpan> SpanAsync(OtlpReceiver receiver, Func<OtlpSpan, bool> condition) =>
        receiver.WaitForAsync(received => received.Spans.FirstOrDefault(condition));
}
