using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace FailureFunctions.Tables;

/// <summary>One pass through a table, page by page, in as many runs as it takes.</summary>
internal sealed record TablePass
{
    /// <summary>The age from which on an unfinished pass is not continued: continuation tokens of the service do not last for ever.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public required string Table { get; init; }

    /// <summary>What the pass is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>The age that was set when the pass started.</summary>
    public required TimeSpan Age { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Where to continue; null for the beginning.</summary>
    public string? Next { get; init; }

    public int Removed { get; init; }

    /// <summary>Null while the pass is under way.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The pass concerns rows older than this.</summary>
    public DateTimeOffset CutOff => StartedAt - Age;
}

/// <summary>The table Retention: how far each pass through a table has come, so that any instance can continue it.</summary>
internal sealed class TablePasses(MaintenanceTables tables, TimeProvider time) : IErasableTable
{
    private const int BadRequest = 400;

    private readonly CreatedTable _table = new(tables.Service, TableNames.Retention);

    public string Name => _table.Name;

    public TimeSpan Settling => TimeSpan.Zero;

    /// <param name="pause">How long after a pass was completed the next one starts.</param>
    /// <returns>The pass to work on: the last one, or a new one; null when the last one was completed a short time ago.</returns>
    public async Task<TablePass?> DueAsync(
        string table, string purpose, TimeSpan age, TimeSpan pause, CancellationToken cancellationToken)
    {
        var last = await ReadAsync(table, purpose, cancellationToken);
        var now = time.GetUtcNow();
        // A pass under another age is not continued: some of its rows may have to be kept now.
        if (last?.Age == age && last.CompletedAt is null && now - last.StartedAt < TablePass.Longest)
            return last;
        if (last?.Age == age && now - last.CompletedAt < pause)
            return null;
        return new TablePass { Table = table, Purpose = purpose, Age = age, StartedAt = now };
    }

    /// <summary>Works on a pass, and remembers after each page where to continue.</summary>
    /// <param name="pages">The pages from <see cref="TablePass.Next"/> on.</param>
    /// <param name="count">Called for each page.</param>
    /// <returns>The completed pass; null if the service no longer knows the place, so that the next run starts again.</returns>
    public async Task<TablePass?> RunAsync(
        TablePass pass, IAsyncEnumerable<SweptPage> pages, Action<SweptPage> count, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in pages.WithCancellation(cancellationToken))
            {
                count(page);
                pass = pass with { Removed = pass.Removed + page.Removed, Next = page.Next };
                if (page.Next is not null)
                    await WriteAsync(pass, cancellationToken);
            }
        }
        catch (RequestFailedException e) when (e.Status == BadRequest && pass.Next is not null)
        {
            await WriteAsync(pass with { Next = null }, cancellationToken);
            return null;
        }
        pass = pass with { Next = null, CompletedAt = time.GetUtcNow() };
        await WriteAsync(pass, cancellationToken);
        return pass;
    }

    /// <summary>Removes every place to continue at: it holds the key of a row, which may be the recipient's. The pass starts again.</summary>
    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken) =>
        new RowSweep(_table) { Columns = [.. RowSweep.Keys, Column.Next], Where = row => row[Column.Next] is not null, EvenIfChanged = true }
            .RemoveAsync(from, cancellationToken);

    private async Task<TablePass?> ReadAsync(string table, string purpose, CancellationToken cancellationToken)
    {
        var client = await _table.GetAsync(cancellationToken);
        var row = await client.GetEntityIfExistsAsync<TableEntity>(table, purpose, cancellationToken: cancellationToken);
        if (!row.HasValue || row.Value is not { } entity
            || entity[Column.StartedAt] is not DateTimeOffset started
            || !TimeSpan.TryParse(entity[Column.Age] as string, CultureInfo.InvariantCulture, out var age))
            return null;
        return new TablePass
        {
            Table = table,
            Purpose = purpose,
            Age = age,
            StartedAt = started,
            Next = entity[Column.Next] as string,
            Removed = entity[Column.Removed] as int? ?? 0,
            CompletedAt = entity[Column.CompletedAt] as DateTimeOffset?,
        };
    }

    private async Task WriteAsync(TablePass pass, CancellationToken cancellationToken)
    {
        var row = new TableEntity(pass.Table, pass.Purpose)
        {
            [Column.StartedAt] = pass.StartedAt,
            [Column.Age] = pass.Age.ToString("c", CultureInfo.InvariantCulture),
            [Column.Removed] = pass.Removed,
        };
        if (pass.Next is not null)
            row[Column.Next] = pass.Next;
        if (pass.CompletedAt is { } completed)
            row[Column.CompletedAt] = completed;
        try
        {
            var client = await _table.GetAsync(cancellationToken);
            await client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException e)
        {
            _table.Note(e);
            throw;
        }
    }
}
