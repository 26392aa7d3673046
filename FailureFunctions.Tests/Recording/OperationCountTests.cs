using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Scale;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>What a failure costs the table service: docs/scale-and-cost.md counts with it.</summary>
internal sealed class OperationCountTests
{
    [Test]
    public async Task A_failure_takes_as_many_table_operations_as_are_reckoned_with()
    {
        var counter = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(counter, HttpPipelinePosition.PerRetry);
        var service = new TableServiceClient(SharedAzurite.ConnectionString, options);
        var recorder = new FailureRecorder(
            new OutboxTable(service, TimeProvider.System), new FailuresTable(service), Mock.Of<IFailurePublisher>(),
            TestCalls.Unlimited, NullLogger<FailureRecorder>.Instance);
        // The first one in a process makes sure that the tables are there.
        await recorder.RecordAsync(StorageSamples.FailureOf(StorageSamples.NewRecipient()), CancellationToken.None);
        counter.Requests.Clear();

        var outcome = await recorder.RecordAsync(StorageSamples.FailureOf(StorageSamples.NewRecipient()), CancellationToken.None);

        var page = ScalePage.Read();
        Assert.That(outcome, Is.EqualTo(RecordOutcome.Recorded));
        Assert.That(counter.Requests, Has.Count.EqualTo((int)page.Inputs["tableWrites"]), string.Join(", ", counter.Requests));
        Assert.That(counter.Requests.Count(path => path.Contains(TableNames.Outbox, StringComparison.Ordinal)), Is.EqualTo((int)page.Inputs["outboxWrites"]));
    }

    private sealed class CountingPolicy : HttpPipelineSynchronousPolicy
    {
        public List<string> Requests { get; } = [];

        public override void OnSendingRequest(HttpMessage message) => Requests.Add($"{message.Request.Method} {message.Request.Uri.Path}");
    }
}
