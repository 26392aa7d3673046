using System.Runtime.CompilerServices;
using FailureFunctions.Privacy;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Quarantine;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Privacy;

/// <summary>Erasures over real tables, or over tables that a test makes up.</summary>
internal abstract class ErasureFixture : MaintenanceFixture
{
    protected const string Jan = "jan@exämple.nl";

    // Documented in docs/retention.md: a run of the drain, and the row that it may end with.
    protected static readonly TimeSpan Settling = TimeSpan.FromSeconds(52);
    protected static readonly RecipientKey Key = RecipientKey.Of(Jan);
    protected static readonly ErasureContinuation Start = ErasureContinuation.StartOf(Key);

    protected Mock<IFailurePublisher> Bus { get; } = new();

    [SetUp]
    public void EmptyBus() => Bus.Reset();

    protected static Dictionary<string, int> Counts(int outbox = 0, int rejected = 0, int failures = 0, int retention = 0) => new()
    {
        [TableNames.Outbox] = outbox,
        [TableNames.Rejected] = rejected,
        [TableNames.Failures] = failures,
        [PassesTable] = retention,
    };

    protected static async IAsyncEnumerable<SweptPage> HangAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }

    protected static IAsyncEnumerable<SweptPage> PagesAsync(List<(string, string?)> asked, string name, string? from)
    {
        asked.Add((name, from));
        return new[] { new SweptPage(0, null) }.ToAsyncEnumerable();
    }

    protected static IErasableTable Table(string name, TimeSpan settling, Func<string?, CancellationToken, IAsyncEnumerable<SweptPage>> erase)
    {
        var table = new Mock<IErasableTable>();
        table.SetupGet(erasable => erasable.Name).Returns(name);
        table.SetupGet(erasable => erasable.Settling).Returns(settling);
        table.Setup(erasable => erasable.EraseAsync(Key, It.IsAny<string?>(), It.IsAny<CancellationToken>()))
            .Returns((RecipientKey _, string? from, CancellationToken token) => erase(from, token));
        return table.Object;
    }

    protected Task<ErasureReport> EraseAsync(string address)
    {
        var recipient = RecipientKey.Of(address);
        return Erasure().EraseAsync(recipient, ErasureContinuation.StartOf(recipient), CancellationToken.None);
    }

    /// <summary>Continues an erasure once all that may still write must be done.</summary>
    protected Task<ErasureReport> RecheckAsync(ErasureReport last)
    {
        Time.Advance(Settling);
        return GoOnAsync(last);
    }

    protected Task<ErasureReport> GoOnAsync(ErasureReport last) =>
        Erasure().EraseAsync(Key, ErasureContinuation.Decode(last.Continuation!.Encode())!, CancellationToken.None);

    // In the order of their registration.
    protected RecipientErasure Erasure() => Erasure(
        new TablePasses(Tables, Time), new OutboxErasure(Tables), new FailureRemoval(Tables), RejectedSamples.Table(Service, Time));

    protected RecipientErasure Erasure(params IErasableTable[] tables) => Erasure(new TestMeters(), tables);

    protected RecipientErasure Erasure(TestMeters meters, params IErasableTable[] tables) =>
        new(tables, new RemovalMetrics(meters), Time, NullLogger<RecipientErasure>.Instance);

    protected FailureRecorder Recorder() => new(
        Failures, Outbox, Bus.Object, new AwaitedWork(), TestCalls.Unlimited, Samples.AtOnce, NullLogger<FailureRecorder>.Instance);
}
