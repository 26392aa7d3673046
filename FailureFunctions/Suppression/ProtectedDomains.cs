using Azure;
using Azure.Data.Tables;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <summary>A domain of which somebody decided.</summary>
/// <param name="Version">Changes with each decision; 0 when there is no row.</param>
internal sealed record DomainEntry(string Domain, IReadOnlyList<Decision> Decisions, int Version, DateTimeOffset? UpdatedAt, string? Tag)
{
    public DateTimeOffset? ProtectedSince => Decision.ProtectedSince(Decisions);
}

/// <param name="Entry">As it is now, applied or not.</param>
internal sealed record DomainOutcome(DomainEntry Entry, DecisionResult Result);

/// <summary>
/// Protected domains: one partition of the table Suppressions, of which an instance keeps a copy, so that a check of many addresses
/// reads it at most once.
/// </summary>
internal sealed class ProtectedDomains(SuppressionTable suppressions, DependencyCalls calls, TimeProvider time) : IProtectedDomains, IDisposable
{
    /// <summary>The partition: no recipient's.</summary>
    public const string Partition = "~domains";

    /// <summary>How old the copy may be: how long another instance may not know of a decision.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long after a decision the addresses of the domain are gone through: by then nobody computes with an older copy.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    private readonly CreatedTable _table = suppressions.Created;
    private readonly SemaphoreSlim _reading = new(1);
    private readonly Turns _turns = new(time);
    private volatile Copy? _copy;

    /// <summary>A domain as decisions name it; null for an address, which is not meant to stand for all others of its domain.</summary>
    public static string? DomainOf(string domain) =>
        domain.Trim().TrimStart('@') is var name && name.Contains('@') ? null : RecipientKey.Of("@" + name).Domain;

    /// <exception cref="UnreadableEntryException">The row of this domain was edited.</exception>
    public async ValueTask<DateTimeOffset?> SinceAsync(string? domain, CancellationToken cancellationToken) =>
        domain is not null && (await AllAsync(cancellationToken)).TryGetValue(TableKey.Encode(domain), out var row) ? row.Readable().ProtectedSince : null;

    // All domains of which somebody ever decided, by the keys of their rows.
    private async ValueTask<IReadOnlyDictionary<string, DomainRow>> AllAsync(CancellationToken cancellationToken)
    {
        if (Known() is { } known)
            return known;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Known() is { } read)
                return read;
            var start = time.GetTimestamp();
            var domains = await calls.RunAsync(SuppressionCalls.ReadDomains, ReadAllAsync, cancellationToken);
            _copy = new Copy(domains, start);
            return domains;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Protects a domain, or no longer. The timer then goes through its addresses, and announces what changes.</summary>
    public Task<DomainOutcome> DecideAsync(string domain, DecisionRequest request, int? expectedVersion, CancellationToken cancellationToken)
    {
        return _turns.RunAsync(domain, TryAsync, cancellationToken);

        async Task<DomainOutcome?> TryAsync()
        {
            var stored = await calls.RunAsync(SuppressionCalls.ReadDomains, token => FindAsync(domain, token), cancellationToken);
            if (Decision.IsInForce(request.Kind, request.Origin, [], stored.Decisions))
                return new DomainOutcome(stored, DecisionResult.InForce);
            if (expectedVersion is { } version && version != stored.Version)
                return new DomainOutcome(stored, DecisionResult.OtherVersion);
            var now = time.GetUtcNow();
            var decision = request.At(Decision.MomentOf(request.Kind, [], stored.Decisions, now));
            var next = stored with { Decisions = Decision.Kept([.. stored.Decisions, decision]), Version = stored.Version + 1, UpdatedAt = now };
            await calls.RunAsync(SuppressionCalls.AddDue, token => AddDueAsync(domain, now + Pause, token), cancellationToken);
            if (!await calls.RunAsync(SuppressionCalls.WriteDomain, token => TryWriteAsync(next, token), cancellationToken))
                return null;
            _copy = null;
            return new DomainOutcome(next, DecisionResult.Applied);
        }
    }

    public void Dispose() => _reading.Dispose();

    private IReadOnlyDictionary<string, DomainRow>? Known() => _copy is { } copy && time.GetElapsedTime(copy.ReadAt) < Fresh ? copy.Domains : null;

    private Task<Dictionary<string, DomainRow>> ReadAllAsync(CancellationToken cancellationToken) => _table.CallAsync(
        async table => await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellationToken)
            .ToDictionaryAsync(row => row.RowKey, Read, cancellationToken: cancellationToken),
        cancellationToken);

    private async Task<DomainEntry> FindAsync(string domain, CancellationToken cancellationToken)
    {
        var found = await _table.CallAsync(
            table => table.GetEntityIfExistsAsync<TableEntity>(Partition, TableKey.Encode(domain), cancellationToken: cancellationToken), cancellationToken);
        return found.HasValue ? Read(found.Value!).Readable() : new DomainEntry(domain, [], Version: 0, UpdatedAt: null, Tag: null);
    }

    private async Task AddDueAsync(string domain, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var row = new TableEntity(SuppressionTable.Index, $"{SuppressionTable.StampOf(due)}-{Guid.NewGuid():N}") { [Column.RecipientDomain] = domain };
        await _table.CallAsync(table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken), cancellationToken);
    }

    private async Task<bool> TryWriteAsync(DomainEntry entry, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, TableKey.Encode(entry.Domain))
        {
            [Column.RecipientDomain] = entry.Domain,
            [Column.Decisions] = SuppressionJson.Write(entry.Decisions),
            [Column.Version] = entry.Version,
            [Column.UpdatedAt] = entry.UpdatedAt,
        };
        try
        {
            await _table.CallAsync(
                table => entry.Tag is { } tag
                    ? table.UpdateEntityAsync(row, new ETag(tag), TableUpdateMode.Replace, cancellationToken)
                    : table.AddEntityAsync(row, cancellationToken),
                cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private static DomainRow Read(TableEntity row)
    {
        var columns = new ColumnReading(row);
        var entry = new DomainEntry(
            columns.Text(Column.RecipientDomain),
            SuppressionColumns.JsonOf(columns, Column.Decisions, SuppressionJson.ReadDecisions),
            columns.OptionalNumber(Column.Version) ?? 0,
            columns.OptionalMoment(Column.UpdatedAt),
            row.ETag.ToString());
        return new DomainRow(entry, columns.Fault);
    }

    private sealed record Copy(IReadOnlyDictionary<string, DomainRow> Domains, long ReadAt);

    // One that was edited concerns the addresses of its domain only.
    private sealed record DomainRow(DomainEntry Entry, string? Fault)
    {
        public DomainEntry Readable() => Fault is null ? Entry : throw new UnreadableEntryException(Fault, $"The row of its domain, in the partition {Partition},");
    }
}
