using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace FailureFunctions.Tables;

/// <summary>A walk through a table, page by page, that removes rows. It can stop after any page and continue later.</summary>
/// <param name="Table">The table; one that does not exist has no rows.</param>
internal sealed record RowSweep(CreatedTable Table)
{
    /// <summary>The columns that removing a row takes.</summary>
    public static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>Which rows the service returns, in OData; null for all.</summary>
    public string? Filter { get; init; }

    public string[] Columns { get; init; } = Keys;

    /// <summary>The most that Table Storage returns at once, unless the rows are large.</summary>
    public int PageSize { get; init; } = 1_000;

    /// <summary>Which of the returned rows are removed.</summary>
    public Func<TableEntity, bool> Where { get; init; } = _ => true;

    /// <summary>Whether rows are removed even if they were changed after they were read.</summary>
    public bool EvenIfChanged { get; init; }

    public async IAsyncEnumerable<SweptPage> RemoveAsync(string? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(from, cancellationToken))
            yield return new SweptPage(await RemoveAsync(page, cancellationToken), page.ContinuationToken);
    }

    public async Task<int> RemoveAsync(Page<TableEntity> page, CancellationToken cancellationToken) => await RowRemoval.RemoveAsync(
        await Table.GetAsync(cancellationToken), page.Values.Where(Where), EvenIfChanged, cancellationToken);

    /// <summary>The pages as the service returns them, for work that is more than removing their rows.</summary>
    public async IAsyncEnumerable<Page<TableEntity>> PagesAsync(string? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await Table.GetAsync(cancellationToken);
        await using var pages = table.QueryAsync<TableEntity>(Filter, PageSize, Columns, cancellationToken)
            .AsPages(from).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(pages))
            yield return pages.Current;
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<Page<TableEntity>> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound)
        {
            Table.Note(e);
            return false;
        }
    }
}
