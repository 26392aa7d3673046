using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Observability;
using FailureFunctions.Tests.EndToEnd.Otlp;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>What the app exports, read from what it really sends.</summary>
internal sealed class TelemetryTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string CallerSpan = "00f067aa0ba902b7";

    // What a call touches; the others come with timers.
    private static readonly string[] OfCalls = ["notifications", "failures", "authentication", "receive", "dependency"];

    private OtlpReceiver _receiver = null!;
    private AppProcess _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _receiver = new OtlpReceiver();
        _app = await AppProcess.StartAsync(host => World.Settings(host).Concat(_receiver.Settings).ToDictionary());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task One_trace_goes_from_the_request_through_the_bus_to_a_subscriber()
    {
        using var request = Wire.Sign(_app, "id=traced-id&recipient=traced%40example.nl&code=550"u8.ToArray());
        request.Headers.Add("traceparent", $"00-{TraceId}-{CallerSpan}-01");
        request.Headers.Add("tracestate", "vendor=1");

        var answer = await Wire.SendAsync(_app, request);
        var message = await World.Subscriber.WaitForAsync(answer.EventId);

        var receive = await SpanAsync(TelemetryNames.Receive);
        var invocation = await SpanAsync("function ReceiveFailure");
        var record = await SpanAsync(TelemetryNames.Record);
        var publish = await SpanAsync("publish");
        Assert.That(invocation.ParentId, Is.EqualTo(CallerSpan));
        Assert.That(receive.ParentId, Is.EqualTo(invocation.SpanId));
        foreach (var step in new[] { TelemetryNames.Authenticate, TelemetryNames.Read, TelemetryNames.Classify, TelemetryNames.Record })
            Assert.That((await SpanAsync(step)).ParentId, Is.EqualTo(receive.SpanId), step);
        foreach (var call in new[] { "row-add", "publish", "row-mark" })
            Assert.That((await SpanAsync(call)).ParentId, Is.EqualTo(record.SpanId), call);
        Assert.That(publish.Kind, Is.EqualTo(4), "producer");
        Assert.That(receive.Attributes[TelemetryNames.RecipientDomain], Is.EqualTo("example.nl"));
        Assert.That(receive.Attributes[TelemetryNames.EventId], Is.EqualTo(answer.EventId));
        Assert.That(receive.Attributes[TelemetryNames.Outcome], Is.EqualTo("recorded"));

        var parent = $"00-{TraceId}-{publish.SpanId}-01";
        foreach (var property in new[] { "cloudEvents_traceparent", "traceparent", "Diagnostic-Id" })
            Assert.That(message.ApplicationProperties[property], Is.EqualTo(parent), property);
        foreach (var property in new[] { "cloudEvents_tracestate", "tracestate" })
            Assert.That(message.ApplicationProperties[property], Is.EqualTo("vendor=1"), property);
        using var processing = Continue(message);
        Assert.That((processing.TraceId.ToHexString(), processing.ParentSpanId.ToHexString()), Is.EqualTo((TraceId, publish.SpanId)));
    }

    [Test]
    public async Task What_the_page_lists_of_calls_is_exported_with_the_tags_that_it_lists()
    {
        await Wire.PostAsync(_app, Wire.Notification("measured"));
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, _app.Url) { Content = new StringContent("x") };
        await Wire.SendAsync(_app, unsigned);
        var rows = (await MessageDocument.ReadAsync("telemetry.md")).Table("Metrics")
            .Where(row => row[0].StartsWith("failurefunctions.", StringComparison.Ordinal) && OfCalls.Contains(row[0].Split('.')[1]));

        foreach (var row in rows)
        {
            var tags = row[3].Split(", ").Select(tag => tag.Trim('`')).Where(tag => tag != TelemetryNames.ErrorType).ToArray();
            // An interval in which nothing was measured may be exported with a count of zero.
            var point = await _receiver.WaitForAsync(receiver => receiver.Points.FirstOrDefault(point =>
                point.Metric == row[0] && (row[1] != "histogram" || point.Count > 0)));
            Assert.That(point.Unit, Is.EqualTo(row[2]), row[0]);
            Assert.That(point.Attributes.Keys.Where(tag => tag != TelemetryNames.ErrorType), Is.EquivalentTo(tags), row[0]);
            if (row[1] == "histogram")
                Assert.That((point.Count > 0, point.Value > 0, point.Bounds.Count), Is.EqualTo((true, true, 15)), row[0]);
        }

        var causes = await _receiver.WaitForAsync(receiver => receiver.Points.FirstOrDefault(point =>
            point.Metric == "failurefunctions.authentication.failures" && point.Attributes["cause"] == "signature-missing"));
        Assert.That(causes.Value, Is.GreaterThan(0));
    }

    [Test]
    public async Task The_log_is_exported_with_its_trace_and_with_the_domain_to_count_by()
    {
        var answer = await Wire.PostAsync(_app, Wire.Notification("logged"));

        var record = await _receiver.WaitForAsync(receiver => receiver.Logs.FirstOrDefault(log =>
            log.Event == "Received" && log.Attributes["FailureEventId"] == answer.EventId));

        Assert.That(record.Attributes["RecipientDomain"], Is.EqualTo("example.nl"));
        Assert.That(record.Attributes["Recipient"], Is.EqualTo("l…@example.nl"));
        Assert.That((record.Attributes["Severity"], record.Attributes["Reason"]), Is.EqualTo(("permanent", "mailbox-unknown")));
        Assert.That(record.TraceId, Is.Not.Empty);
        Assert.That(record.Body, Does.StartWith($"Failure {answer.EventId} of l…@example.nl: "));
    }

    [Test]
    public async Task Nothing_but_our_own_sources_is_exported()
    {
        await Wire.PostAsync(_app, Wire.Notification("sources"));
        await _receiver.WaitForAsync(receiver => receiver.Spans.FirstOrDefault(span => span.Name == "row-mark"));

        Assert.That(
            _receiver.Spans.Select(span => span.Source).Distinct(),
            Is.SubsetOf(new[] { TelemetryNames.Source, "Microsoft.Azure.Functions.Worker" }));
    }

    // What a subscriber does that knows no more than CloudEvents' extension.
    private static Activity Continue(ServiceBusReceivedMessage message) => new Activity("process")
        .SetParentId($"{message.ApplicationProperties["cloudEvents_traceparent"]}").Start();

    private Task<OtlpSpan> SpanAsync(string name) => _receiver.WaitForAsync(receiver =>
        receiver.Spans.FirstOrDefault(span => span.TraceId == TraceId && span.Name == name));
}
