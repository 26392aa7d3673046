using Azure.Data.Tables;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Privacy;

namespace FailureFunctions.Tests.Tables;

[TestFixture]
internal sealed class RowRemovalTests : MaintenanceFixture
{
    [Test]
    public async Task What_was_changed_or_removed_since_it_was_read_is_not_removed_and_not_counted()
    {
        await StoreManyAsync("a@example.nl", 5, Samples.Now);
        var rows = await RowsAsync(TableNames.Failures);
        var table = Service.GetTableClient(TableNames.Failures);
        await table.UpdateEntityAsync(new TableEntity(rows[1].PartitionKey, rows[1].RowKey) { ["Kind"] = "unknown" }, rows[1].ETag);
        await table.DeleteEntityAsync(rows[3].PartitionKey, rows[3].RowKey);

        Assert.That(await RowRemoval.RemoveAsync(table, rows, evenIfChanged: false, CancellationToken.None), Is.EqualTo(3));
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row.RowKey), Is.EqualTo(new[] { rows[1].RowKey }));
        Assert.That(await RowRemoval.RemoveAsync(table, rows, evenIfChanged: true, CancellationToken.None), Is.EqualTo(1));
    }
}
