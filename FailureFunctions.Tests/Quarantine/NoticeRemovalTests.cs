using FailureFunctions.Quarantine;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Quarantine;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class NoticeRemovalTests
{
    // Before the days of all other tests of this table.
    private static readonly DateTimeOffset CutOff = new(2021, 2, 10, 15, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Delay_warnings_and_automatic_replies_go_by_the_day_and_nothing_else_does()
    {
        foreach (var moment in new[] { CutOff.AddDays(-400), CutOff.AddDays(-1), CutOff.AddHours(-1) })
            foreach (var cause in Rejection.Causes)
                await RejectedSamples.Table(SharedAzurite.Client, new FixedTime(moment)).KeepAsync(
                    RejectedSamples.Notification(cause), RejectedSamples.NoHeaders, new Rejection(cause, []), CancellationToken.None);

        var pages = await new NoticeRemoval(new MaintenanceTables(SharedAzurite.Client)).ExpireAsync(CutOff, null, CancellationToken.None).ToListAsync();

        string[] others = ["unreadable", "other-type", "unrecognised-bounce", "unattributed-complaint"];
        Assert.That(pages.Sum(page => page.Removed), Is.EqualTo(4));
        Assert.That(await CausesAsync("2020-01-07"), Is.EquivalentTo(others));
        Assert.That(await CausesAsync("2021-02-09"), Is.EquivalentTo(others));
        Assert.That(await CausesAsync("2021-02-10"), Is.EquivalentTo(others.Append("delayed").Append("auto-reply")));
    }

    private static async Task<IEnumerable<object>> CausesAsync(string day) =>
        (await SharedAzurite.Client.FindAsync(TableNames.Rejected, $"PartitionKey eq '{day}'")).Select(row => row[Column.Cause]);
}
