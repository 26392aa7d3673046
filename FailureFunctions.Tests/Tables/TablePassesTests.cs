using Azure;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Privacy;

namespace FailureFunctions.Tests.Tables;

[TestFixture]
internal sealed class TablePassesTests : MaintenanceFixture
{
    private const string Purpose = "purpose";

    private static readonly TimeSpan Age = TimeSpan.FromDays(30);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(20);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task The_first_pass_concerns_what_is_older_than_the_age_now() =>
        Assert.That(await DueAsync(), Is.EqualTo(NewPass()).And.Property(nameof(TablePass.CutOff)).EqualTo(Samples.Now - Age));

    [Test]
    public async Task An_unfinished_pass_is_continued_for_a_week_and_then_starts_again()
    {
        await StopAfterAsync(new SweptPage(3, "first"), new SweptPage(2, "second"));

        Time.Advance(TablePass.Longest - Second);
        Assert.That(await DueAsync(), Is.EqualTo(NewPass() with { StartedAt = Samples.Now, Next = "second", Removed = 5 }));
        Time.Advance(Second);
        Assert.That(await DueAsync(), Is.EqualTo(NewPass()));
    }

    [Test]
    public async Task After_a_completed_pass_the_next_one_starts_when_the_pause_is_over()
    {
        var completed = await RunAsync(new SweptPage(3, "first"), new SweptPage(2, null));
        Assert.That(completed, Is.EqualTo(NewPass() with { Removed = 5, CompletedAt = Samples.Now }));

        Time.Advance(Pause - Second);
        Assert.That(await DueAsync(), Is.Null);
        Time.Advance(Second);
        Assert.That(await DueAsync(), Is.EqualTo(NewPass()));
    }

    [Test]
    public async Task A_pass_under_another_age_is_not_continued_since_rows_may_have_to_be_kept_now()
    {
        await StopAfterAsync(new SweptPage(3, "first"));
        Assert.That(await DueAsync(Age * 2), Is.EqualTo(NewPass() with { Age = Age * 2 }));

        await RunAsync(new SweptPage(3, null));
        Assert.That(await DueAsync(Age * 2), Is.EqualTo(NewPass() with { Age = Age * 2 }));
    }

    [Test]
    public async Task Passes_of_another_purpose_through_the_same_table_go_on_independently()
    {
        await RunAsync(new SweptPage(3, null));

        Assert.That(
            await Passes().DueAsync("T", "other", Age, Pause, CancellationToken.None), Is.EqualTo(NewPass() with { Purpose = "other" }));
    }

    [Test]
    public async Task A_place_that_the_service_does_not_know_any_more_is_forgotten()
    {
        await StopAfterAsync(new SweptPage(3, "first"));

        var lost = await Passes().RunAsync((await DueAsync())!, FailAsync(400), _ => { }, CancellationToken.None);

        Assert.That(lost, Is.Null);
        Assert.That(await DueAsync(), Is.EqualTo(NewPass() with { Removed = 3 }));
    }

    [Test]
    public void A_fault_at_the_beginning_is_passed_on() =>
        Assert.That(
            async () => await Passes().RunAsync(NewPass(), FailAsync(400), _ => { }, CancellationToken.None),
            Throws.TypeOf<RequestFailedException>());

    private TablePasses Passes() => new(Tables, Time);

    private TablePass NewPass() => new() { Table = "T", Purpose = Purpose, Age = Age, StartedAt = Time.GetUtcNow() };

    private Task<TablePass?> DueAsync(TimeSpan? age = null) => Passes().DueAsync("T", Purpose, age ?? Age, Pause, CancellationToken.None);

    private Task<TablePass?> RunAsync(params SweptPage[] pages) =>
        Passes().RunAsync(NewPass(), pages.ToAsyncEnumerable(), _ => { }, CancellationToken.None);

    private async Task StopAfterAsync(params SweptPage[] pages)
    {
        var then = pages.ToAsyncEnumerable().Concat(FailAsync(503));
        try
        {
            await Passes().RunAsync(NewPass(), then, _ => { }, CancellationToken.None);
        }
        catch (RequestFailedException)
        {
            return;
        }
        Assert.Fail("The fault is passed on.");
    }

    private static IAsyncEnumerable<SweptPage> FailAsync(int status) =>
        new[] { status }.ToAsyncEnumerable().Select<int, SweptPage>(code => throw new RequestFailedException(code, "fault"));
}
