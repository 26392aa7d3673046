using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Polly.CircuitBreaker;

namespace FailureFunctions.Links;

/// <summary>The index by message and tag, as those see it who write it.</summary>
internal interface IFailureLinks
{
    /// <summary>Adds failures to the index, or writes the same rows again.</summary>
    /// <returns>Which could not be added entirely, and why.</returns>
    Task<IReadOnlyDictionary<EventId, Exception>> AddAsync(IReadOnlyCollection<FailureLink> links, CancellationToken cancellationToken);
}

/// <summary>The table FailureLinks: docs/tables.md.</summary>
internal sealed class LinkTable(TableServiceClient service, DependencyCalls calls, TimeProvider time) : IFailureLinks
{
    /// <summary>The partition of erasures: of whom nothing older is added any longer, though a message may still come.</summary>
    public const string Erasures = "~erased";

    /// <summary>How old an instance's copy of the erasures may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>How long an erasure is remembered: longer than a message waits, in its subscription and among dead letters.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    private const int AtOnce = 16;

    private volatile Erased? _erased;

    public CreatedTable Created { get; } = new(service, TableNames.Links);

    public static string ErasureOf(string failurePartition) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(failurePartition)).AsSpan(0, 16));

    public async Task<IReadOnlyDictionary<EventId, Exception>> AddAsync(IReadOnlyCollection<FailureLink> links, CancellationToken cancellationToken)
    {
        var faults = new ConcurrentDictionary<EventId, Exception>();
        if (links.Count == 0)
            return faults;
        try
        {
            var erased = await ErasedAsync(cancellationToken);
            var rows = links.Where(link => link.ReceivedAt > erased.At.GetValueOrDefault(ErasureOf(link.Partition)))
                .SelectMany(link => link.Rows().Select(row => (link.EventId, Row: row)));
            // A message may have come twice, and a transaction must not name a row twice.
            var transactions = rows.GroupBy(one => one.Row.PartitionKey)
                .SelectMany(partition => partition.DistinctBy(one => one.Row.RowKey).Chunk(RowRemoval.Transaction));
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(transactions, parallel, async (transaction, token) => await AddAsync(transaction, faults, token));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not BrokenCircuitException && DependencyFaults.IsFault(e))
        {
            foreach (var link in links)
                faults[link.EventId] = e;
        }
        return faults;
    }

    /// <summary>A part of the rows of a message or a tag, the newest first.</summary>
    /// <param name="after">The RowKey to start after.</param>
    /// <param name="end">The RowKey to end before.</param>
    public Task<List<TableEntity>> ListAsync(string partition, string after, string end, int most, CancellationToken cancellationToken) => calls.RunAsync(
        LinkCalls.List,
        token => Created.CallAsync(
            async table =>
            {
                var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {end}");
                return await table.QueryAsync<TableEntity>(filter, most, cancellationToken: token).Take(most).ToListAsync(token);
            },
            token),
        cancellationToken);

    private async Task AddAsync((EventId EventId, TableEntity Row)[] transaction, ConcurrentDictionary<EventId, Exception> faults, CancellationToken cancellationToken)
    {
        try
        {
            var actions = transaction.Select(one => new TableTransactionAction(TableTransactionActionType.UpsertReplace, one.Row));
            await calls.RunAsync(
                LinkCalls.Add, token => Created.CallAsync(table => table.SubmitTransactionAsync(actions, token), token), cancellationToken);
        }
        catch (Exception e) when (transaction.Length > 1 && DependencyFaults.IsAnswer(e))
        {
            // One row that the service refuses fails the whole transaction: the others are added without it.
            foreach (var one in transaction)
                await AddAsync([one], faults, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not BrokenCircuitException)
        {
            foreach (var one in transaction)
                faults[one.EventId] = e;
        }
    }

    private async ValueTask<Erased> ErasedAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_erased is { } known && now - known.ReadAt < Fresh)
            return known;
        var rows = await calls.RunAsync(
            LinkCalls.ReadErasures,
            token => Created.CallAsync(
                table => table.QueryAsync<TableEntity>($"PartitionKey eq '{Erasures}'", cancellationToken: token).ToListAsync(token).AsTask(), token),
            cancellationToken);
        var old = rows.Where(row => row[Column.OccurredAt] is not DateTimeOffset at || now - at > Remembered).ToArray();
        if (old.Length > 0)
            await RowRemoval.RemoveAsync(await Created.GetAsync(cancellationToken), old, evenIfChanged: false, cancellationToken);
        return _erased = new Erased(now, rows.Except(old).ToDictionary(row => row.RowKey, row => (DateTimeOffset)row[Column.OccurredAt]));
    }

    /// <param name="At">When each was erased, by <see cref="ErasureOf"/>.</param>
    private sealed record Erased(DateTimeOffset ReadAt, Dictionary<string, DateTimeOffset> At);
}

/// <summary>The calls of the index with their time limits.</summary>
internal static class LinkCalls
{
    public static readonly Dependency Add = Table("links-add", TimeSpan.FromSeconds(10));
    public static readonly Dependency ReadErasures = Table("links-erasures-read", TimeSpan.FromSeconds(10));
    public static readonly Dependency List = Table("links-list", TimeSpan.FromSeconds(10));
    /// <summary>Of a complaint, whose sender waits.</summary>
    public static readonly Dependency Attribute = Table("links-attribute", TimeSpan.FromSeconds(3));
    public static readonly Dependency ReadFailures = Dependency.TableInBackground("found-failures-read", TableNames.Failures, TimeSpan.FromSeconds(10));

    private static Dependency Table(string operation, TimeSpan limit) => Dependency.TableInBackground(operation, TableNames.Links, limit);
}
