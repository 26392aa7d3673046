using FailureFunctions.Suppression;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Suppression;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class TurnsTests
{
    private readonly Turns _turns = new(new FakeTimeProvider());

    [Test]
    public async Task One_who_gives_up_waiting_neither_harms_who_is_at_work_nor_lets_the_next_one_in()
    {
        using var cancelled = new CancellationTokenSource();
        var work = new TaskCompletionSource<string?>();
        var nextTried = false;
        var first = _turns.RunAsync("row", () => work.Task, CancellationToken.None);
        var second = _turns.RunAsync("row", () => Task.FromResult<string?>("second"), cancelled.Token);

        await cancelled.CancelAsync();
        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        var third = _turns.RunAsync("row", () => Task.FromResult(Try()), CancellationToken.None);
        Assert.That(nextTried, Is.False);
        work.SetResult("first");

        Assert.That((await first, await third), Is.EqualTo(("first", "third")));

        string? Try()
        {
            nextTried = true;
            return "third";
        }
    }
}
