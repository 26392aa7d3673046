using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Functions;
using Moq;

namespace FailureFunctions.Tests.Receiving;

/// <summary>Lines of Copernica's log while tables or bus do not work. What they come to otherwise: EndToEnd/ReconciliationTests.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReconciliationTests : IDisposable
{
    private static readonly ReadOnlyMemory<byte>[] Lines =
        [.. Enumerable.Range(0, 40).Select(number => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($$"""{"id":"m{{number}}","time":"2024-06-03 10:00:00","email":"a@example.nl","code":"550"}"""))];

    private readonly FunctionWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task Without_tables_every_line_is_unavailable_and_most_are_not_tried()
    {
        _world.Rows.Setup(rows => rows.FindAsync(It.IsAny<Failure>(), It.IsAny<CancellationToken>())).ThrowsAsync(new TimeoutException());

        Assert.That((await RunAsync()).Select(line => line.Outcome), Has.All.EqualTo(LineOutcome.Unavailable));
        Assert.That(_world.Rows.Invocations, Has.Count.LessThan(Lines.Length));
    }

    [Test]
    public async Task Without_the_bus_what_is_missing_is_stored_and_queued()
    {
        FindsNothing();
        _world.Publish.ThrowsAsync(new TimeoutException());

        Assert.That((await RunAsync()).Select(line => line.Outcome), Has.All.EqualTo(LineOutcome.Queued));
    }

    [Test]
    public async Task What_is_stored_but_neither_published_nor_queued_is_unavailable()
    {
        FindsNothing();
        _world.Publish.ThrowsAsync(new TimeoutException());
        _world.AddPointer.ThrowsAsync(new TimeoutException());

        Assert.That((await RunAsync()).Select(line => line.Outcome), Has.All.EqualTo(LineOutcome.Unavailable));
    }

    [Test]
    public async Task Nothing_is_recorded_unless_asked_for()
    {
        FindsNothing();

        Assert.That((await RunAsync(apply: false)).Select(line => line.Outcome), Has.All.EqualTo(LineOutcome.Missing));
        _world.Rows.Verify(rows => rows.TryAddAsync(It.IsAny<Failure>(), It.IsAny<MessageClaim>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    private void FindsNothing()
    {
        _world.Rows.Setup(rows => rows.FindAsync(It.IsAny<Failure>(), It.IsAny<CancellationToken>())).ReturnsAsync(MessageClaim.None);
        _world.Rows.Setup(rows => rows.TryAddAsync(It.IsAny<Failure>(), It.IsAny<MessageClaim>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new StoredRow("1", IsPublished: false));
    }

    private Task<IReadOnlyList<ReconciledLine>> RunAsync(bool apply = true) =>
        _world.Get<Reconciliation>().RunAsync(AccountId.TryParse("account_1", out var account) ? account : default, Lines, apply, CancellationToken.None);
}
