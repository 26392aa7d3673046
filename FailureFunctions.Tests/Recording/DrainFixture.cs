using System.Globalization;
using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Startup;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>A drain of pointers that are all due, each to an unpublished row, over a bus that accepts everything.</summary>
internal abstract class DrainFixture : IDisposable
{
    private readonly TestMeters _meters = new();

    protected DrainFixture()
    {
        Outbox.Setup(outbox => outbox.ListAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => new OutboxListing([.. Due], Due.Count, 0, null, MoreDue: false));
        Rows.Setup(rows => rows.ReadAsync(It.IsAny<RowKeys>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((RowKeys keys, CancellationToken _) => Drained.Row(NumberOf(keys)));
        Outbox.Setup(outbox => outbox.RemoveAsync(It.IsAny<IReadOnlyCollection<OutboxPointer>>(), It.IsAny<CancellationToken>()))
            .Callback((IReadOnlyCollection<OutboxPointer> pointers, CancellationToken _) => Removed.AddRange(pointers))
            .Returns(Task.CompletedTask);
    }

    protected FakeTimeProvider Time { get; } = new(Samples.Now);

    protected RecordedLog Log { get; } = new();

    protected Mock<IOutbox> Outbox { get; } = new();

    protected Mock<IFailureRows> Rows { get; } = new();

    protected Mock<IFailurePublisher> Publisher { get; } = new();

    /// <summary>What the outbox lists.</summary>
    protected List<OutboxPointer> Due { get; } = [];

    /// <summary>The pointers that the drain has removed.</summary>
    protected List<OutboxPointer> Removed { get; } = [];

    /// <summary>The numbers of the failures of each send, refused ones included.</summary>
    protected IReadOnlyList<int[]> Sends =>
        [.. Publisher.Invocations.Select(send => ((IReadOnlyList<Failure>)send.Arguments[0]!).Select(failure => NumberOf(failure.Keys)).ToArray())];

    public void Dispose() => _meters.Dispose();

    protected static int NumberOf(RowKeys keys) => int.Parse(keys.EventId, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    protected void Queue(int count) => Due.AddRange(Enumerable.Range(Due.Count, count).Select(number => Drained.Pointer(number)));

    protected void OnSend(Func<IReadOnlyList<Failure>, CancellationToken, Task> send) =>
        Publisher.Setup(publisher => publisher.PublishAsync(It.IsAny<IReadOnlyList<Failure>>(), It.IsAny<CancellationToken>())).Returns(send);

    protected void OnMark(Func<RowKeys, Task> mark) =>
        Rows.Setup(rows => rows.MarkPublishedAsync(It.IsAny<RowKeys>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((RowKeys keys, string _, CancellationToken _) => mark(keys));

    protected void OnRead(int number, ReadRow? row) =>
        Rows.Setup(rows => rows.ReadAsync(Drained.Failure(number).Keys, It.IsAny<CancellationToken>())).ReturnsAsync(row);

    protected void VerifyMarked(int number) => Rows.Verify(
        rows => rows.MarkPublishedAsync(Drained.Failure(number).Keys, $"version of {number}", It.IsAny<CancellationToken>()), Times.Once);

    protected void VerifyPostponed(OutboxPointer pointer, TimeSpan pause, string reason) => Outbox.Verify(
        outbox => outbox.PostponeAsync(pointer, Samples.Now + pause, reason, It.IsAny<CancellationToken>()), Times.Once);

    protected void VerifyPostponed(Times times) => Outbox.Verify(
        outbox => outbox.PostponeAsync(It.IsAny<OutboxPointer>(), It.IsAny<DateTimeOffset>(), It.IsAny<string>(), It.IsAny<CancellationToken>()), times);

    protected Task<DrainReport> RunAsync() => RunAsync(TestCalls.Unlimited, CancellationToken.None);

    protected async Task<DrainReport> RunAsync(DependencyCalls calls, CancellationToken cancellationToken)
    {
        using var loggers = new LoggerFactory([Log]);
        return await new OutboxDrain(
            Outbox.Object, Rows.Object, Publisher.Object, calls, new OutboxMetrics(_meters, Time), Time, loggers.CreateLogger<OutboxDrain>())
            .RunAsync(cancellationToken);
    }
}
