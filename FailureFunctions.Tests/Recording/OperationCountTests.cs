using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>What a failure costs the table service. The capacity and the cost in docs/scale-and-cost.md follow from it.</summary>
internal sealed class OperationCountTests
{
    [Test]
    public async Task Recording_a_failure_takes_three_table_operations_two_of_them_in_the_outbox()
    {
        var counter = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(counter, HttpPipelinePosition.PerRetry);
        var service = new TableServiceClient(SharedAzurite.ConnectionString, options);
        var recorder = new FailureRecorder(
            new OutboxTable(service, TimeProvider.System), new FailuresTable(service), Mock.Of<IFailurePublisher>(),
            TestCalls.Unlimited, NullLogger<FailureRecorder>.Instance);
        // The first call in a process also creates the tables.
        await recorder.RecordAsync(StorageSamples.FailureOf(StorageSamples.NewRecipient()), CancellationToken.None);
        counter.Requests.Clear();

        var outcome = await recorder.RecordAsync(StorageSamples.FailureOf(StorageSamples.NewRecipient()), CancellationToken.None);

        Assert.That(outcome, Is.EqualTo(RecordOutcome.Recorded));
        Assert.That(counter.Requests, Has.Count.EqualTo(3), string.Join(", ", counter.Requests));
        Assert.That(counter.Requests.Count(path => path.Contains(TableNames.Outbox, StringComparison.Ordinal)), Is.EqualTo(2));
    }

    private sealed class CountingPolicy : HttpPipelineSynchronousPolicy
    {
        public List<string> Requests { get; } = [];

        public override void OnSendingRequest(HttpMessage message) => Requests.Add($"{message.Request.Method} {message.Request.Uri.Path}");
    }
}
