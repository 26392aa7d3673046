using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>The requests that a failure costs. The capacity and the cost in docs/scale-and-cost.md follow from them.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OperationCountTests
{
    private const string Insert = "POST Failures";
    private const string Mark = "PATCH Failures";
    private const string Pointer = "POST FailureOutbox";
    private const string Read = "GET Failures";

    private readonly CountingPolicy _tables = new();
    private readonly Mock<IFailurePublisher> _publisher = new();
    private readonly FailureRecorder _recorder;

    public OperationCountTests()
    {
        var options = new TableClientOptions();
        options.AddPolicy(_tables, HttpPipelinePosition.PerRetry);
        var service = new TableServiceClient(SharedAzurite.ConnectionString, options);
        _recorder = new FailureRecorder(
            new FailuresTable(service, TimeProvider.System), new OutboxTable(service, TimeProvider.System), _publisher.Object,
            new AwaitedWork(), TestCalls.Unlimited, Samples.AtOnce, NullLogger<FailureRecorder>.Instance);
    }

    [SetUp]
    public async Task CreateTablesAsync()
    {
        BusIs(down: true);
        await _recorder.OutcomeOfAsync(StorageSamples.FailureOf(StorageSamples.NewRecipient()), CancellationToken.None);
        BusIs(down: false);
        _tables.Requests.Clear();
        _publisher.Invocations.Clear();
    }

    [Test]
    public async Task A_recorded_failure_takes_an_insert_a_send_and_a_mark() =>
        await AssertTakesAsync(StorageSamples.NewRecipient(), RecordOutcome.Recorded, sends: 1, Insert, Mark);

    [Test]
    public async Task A_duplicate_takes_an_insert_and_a_read()
    {
        var recipient = StorageSamples.NewRecipient();
        await _recorder.OutcomeOfAsync(StorageSamples.FailureOf(recipient), CancellationToken.None);
        _tables.Requests.Clear();
        _publisher.Invocations.Clear();

        await AssertTakesAsync(recipient, RecordOutcome.Duplicate, sends: 0, Insert, Read);
    }

    [Test]
    public async Task A_queued_failure_takes_an_insert_a_send_and_a_pointer()
    {
        BusIs(down: true);

        await AssertTakesAsync(StorageSamples.NewRecipient(), RecordOutcome.Queued, sends: 1, Insert, Pointer);
    }

    private void BusIs(bool down) => _publisher
        .Setup(publisher => publisher.PublishAsync(It.IsAny<IReadOnlyList<Failure>>(), It.IsAny<CancellationToken>()))
        .Returns(() => down ? Task.FromException(new ServiceBusException("down", ServiceBusFailureReason.ServiceBusy)) : Task.CompletedTask);

    private async Task AssertTakesAsync(string recipient, RecordOutcome outcome, int sends, params string[] requests)
    {
        Assert.That(await _recorder.OutcomeOfAsync(StorageSamples.FailureOf(recipient), CancellationToken.None), Is.EqualTo(outcome));
        Assert.That(_tables.Requests, Is.EqualTo(requests));
        Assert.That(_publisher.Invocations, Has.Count.EqualTo(sends));
    }

    private sealed class CountingPolicy : HttpPipelineSynchronousPolicy
    {
        public List<string> Requests { get; } = [];

        public override void OnSendingRequest(HttpMessage message) =>
            Requests.Add($"{message.Request.Method} {message.Request.Uri.Path.Split('/')[^1].Split('(')[0]}");
    }
}
