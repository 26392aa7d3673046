using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace FailureFunctions.Tables;

/// <summary>What was done with one page of a table.</summary>
/// <param name="Removed">How many rows were removed.</param>
/// <param name="Next">From where to go on; null when there is no more.</param>
/// <param name="FailureRows">How many rows of the table Failures went with them, where they stand in another table.</param>
internal readonly record struct SweptPage(int Removed, string? Next, int FailureRows = 0);

/// <summary>Goes through the rows that a filter finds, page by page, and removes them.</summary>
internal static class RowSweep
{
    /// <summary>The most rows that Table Storage gives at once.</summary>
    public const int LargestPage = 1_000;

    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    /// <summary>Removes every row that a filter finds, unless it is changed in between.</summary>
    /// <param name="created">The table.</param>
    /// <param name="filter">The filter, in OData.</param>
    /// <param name="from">From where to go on; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Each page, once its rows are removed. Who asks for no more stops the work.</returns>
    public static IAsyncEnumerable<SweptPage> RemoveAsync(
        CreatedTable created, string filter, string? from, CancellationToken cancellationToken) =>
        GoThroughAsync(
            created,
            filter,
            KeysOnly,
            LargestPage,
            from,
            (table, rows) => RowRemoval.RemoveAsync(table, rows, changedToo: false, cancellationToken),
            cancellationToken);

    /// <summary>Goes through the rows that a filter finds.</summary>
    /// <param name="created">The table.</param>
    /// <param name="filter">The filter, in OData; null for all rows.</param>
    /// <param name="columns">The columns that are needed; null for all.</param>
    /// <param name="pageSize">The most rows of a page, up to <see cref="LargestPage"/>.</param>
    /// <param name="from">From where to go on; null for the beginning.</param>
    /// <param name="work">Does something with a page, and tells how many rows it removed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Each page, once it is done.</returns>
    public static async IAsyncEnumerable<SweptPage> GoThroughAsync(
        CreatedTable created,
        string? filter,
        string[]? columns,
        int pageSize,
        string? from,
        Func<TableClient, IReadOnlyList<TableEntity>, Task<int>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await created.GetAsync(cancellationToken);
        var pages = table.QueryAsync<TableEntity>(filter, pageSize, columns, cancellationToken).AsPages(from).GetAsyncEnumerator(cancellationToken);
        await using (pages)
        {
            while (await NextAsync(created, pages))
                yield return new SweptPage(await work(table, pages.Current.Values), pages.Current.ContinuationToken);
        }
    }

    private static async Task<bool> NextAsync(CreatedTable created, IAsyncEnumerator<Page<TableEntity>> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound)
        {
            // A table that is not there has no rows.
            created.Note(e);
            return false;
        }
    }
}
