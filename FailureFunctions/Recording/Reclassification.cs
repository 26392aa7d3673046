using Azure;
using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <param name="Failures">Those of the page, as they were.</param>
/// <param name="Changed">Rows whose classification is another one now.</param>
/// <param name="Next">Where to continue; null at the end.</param>
internal sealed record ReclassifiedPage(IReadOnlyList<Failure> Failures, int Changed, string? Next);

/// <summary>Classifies stored replies by the rules of this version of the app. Nothing is published.</summary>
internal sealed class Reclassification(FailuresTable failures, ReplyClassifier classifier)
{
    // A row has up to 64 KB of text.
    private const int Page = 100;

    public async Task<ReclassifiedPage> RunAsync(string? from, CancellationToken cancellationToken)
    {
        var table = await failures.Created.GetAsync(cancellationToken);
        var page = await table.QueryAsync<TableEntity>(filter: (string?)null, Page, cancellationToken: cancellationToken)
            .AsPages(from).FirstOrDefaultAsync(cancellationToken);
        var read = new List<Failure>();
        var changed = 0;
        foreach (var row in page?.Values ?? [])
        {
            if (FailureColumns.Read(row, out _) is not { } failure)
                continue;
            read.Add(failure);
            if (failure.Kind is FailureKind.Complaint)
                continue;
            var classification = classifier.Classify(failure.Reply);
            // What is not published yet has its mark to come, which a change of the row would prevent.
            if (classification != failure.Classification && FailuresTable.IsPublished(row)
                && await TryUpdateAsync(table, row, FailureColumns.ToRow(failure with { Classification = classification }), cancellationToken))
                changed++;
        }
        return new ReclassifiedPage(read, changed, page?.ContinuationToken);
    }

    private static async Task<bool> TryUpdateAsync(TableClient table, TableEntity read, TableEntity next, CancellationToken cancellationToken)
    {
        string[] columns = [Column.Reason, Column.Severity, Column.Advice, Column.Rule, Column.Confidence];
        var change = new TableEntity(read.PartitionKey, read.RowKey);
        foreach (var column in columns)
            change[column] = next[column];
        try
        {
            await table.UpdateEntityAsync(change, read.ETag, TableUpdateMode.Merge, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Removed, or changed by others: another rebuild.
            return false;
        }
    }
}
