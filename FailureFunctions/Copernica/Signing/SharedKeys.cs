using Azure;
using Azure.Data.Tables;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Copernica.Signing;

/// <summary>The keys of a name that has verified a signature on some instance.</summary>
/// <param name="SeenAt">When DNS last gave them.</param>
/// <param name="FreshUntil">When DNS is to be asked again.</param>
internal sealed record SharedKey(KeyId KeyId, KeyLookup.Found Keys, DateTimeOffset FirstSeenAt, DateTimeOffset SeenAt, DateTimeOffset FreshUntil);

/// <summary>Keys that instances share, so that a new one needs no DNS for the first request. Nothing here throws.</summary>
internal interface ISharedKeys
{
    /// <returns>None when they cannot be read; those that cannot be trusted any more may be among them.</returns>
    Task<IReadOnlyList<SharedKey>> ReadAsync();

    Task KeepAsync(SharedKey key);

    Task RemoveAsync(KeyId keyId);
}

/// <summary>The table SigningKeys, one partition: docs/tables.md.</summary>
internal sealed partial class SigningKeysTable(TableServiceClient service, DependencyCalls calls, TimeProvider time, ILogger<SigningKeysTable> logger)
    : ISharedKeys
{
    internal const string Partition = "key";

    // Far more than one sender has; only keys that have verified a signature get here.
    private const int Most = 100;

    // A request waits for the first.
    public static readonly Dependency Read = Dependency.TableInBackground("signing-keys-read", TableNames.SigningKeys, TimeSpan.FromSeconds(1));
    public static readonly Dependency Write = Dependency.TableInBackground("signing-key-write", TableNames.SigningKeys, TimeSpan.FromSeconds(5));

    public CreatedTable Created { get; } = new(service, TableNames.SigningKeys);

    public async Task<IReadOnlyList<SharedKey>> ReadAsync()
    {
        try
        {
            var rows = await calls.RunAsync(
                Read,
                token => Created.CallAsync(
                    table => table.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", Most, cancellationToken: token).Take(Most).ToListAsync(token).AsTask(),
                    token),
                CancellationToken.None);
            // What nobody trusts any more is of no use.
            foreach (var row in rows.Where(row => row[Column.ExpiresAt] is not DateTimeOffset end || end < time.GetUtcNow()))
                _ = WriteAsync(table => table.DeleteEntityAsync(Partition, row.RowKey, row.ETag));
            return [.. rows.Select(KeyOf).OfType<SharedKey>()];
        }
        catch (Exception e) when (DependencyFaults.IsFault(e))
        {
            Log.NotShared(logger, Fault.Explain(e));
            return [];
        }
    }

    public Task KeepAsync(SharedKey key) => WriteAsync(table => table.UpsertEntityAsync(RowOf(key), TableUpdateMode.Replace));

    public Task RemoveAsync(KeyId keyId) => WriteAsync(table => table.DeleteEntityAsync(Partition, keyId.Name, ETag.All));

    internal static TableEntity RowOf(SharedKey key) => new(Partition, key.KeyId.Name)
    {
        // As DNS has them: PEM has no place for the hashes that a key is restricted to.
        [Column.Records] = string.Join('\n', key.Keys.Keys.Select(one => one.ToRecord())),
        [Column.FirstSeenAt] = key.FirstSeenAt,
        [Column.LastSeenAt] = key.SeenAt,
        [Column.FreshUntil] = key.FreshUntil,
        [Column.ExpiresAt] = key.SeenAt + KeyCacheEntry.Trusted,
    };

    private static SharedKey? KeyOf(TableEntity row)
    {
        var columns = new ColumnReading(row);
        var keys = columns.Text(Column.Records).Split('\n').Select(DkimKeyRecord.Parse).Select(record => record?.Key).OfType<SigningKey>().ToList();
        var shared = new SharedKey(
            KeyId.TryParse(row.RowKey, out var keyId) ? keyId : default,
            new KeyLookup.Found(keys),
            columns.Moment(Column.FirstSeenAt), columns.Moment(Column.LastSeenAt), columns.Moment(Column.FreshUntil));
        return columns.Fault is null && keys.Count > 0 && keyId != default ? shared : null;
    }

    private async Task WriteAsync(Func<TableClient, Task<Response>> write)
    {
        try
        {
            await calls.RunAsync(Write, token => Created.CallAsync(write, token), CancellationToken.None);
        }
        catch (Exception e) when (DependencyFaults.IsFault(e))
        {
            Log.NotShared(logger, Fault.Explain(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(509, LogLevel.Warning, "Signing keys are not shared between instances: the table SigningKeys cannot be used. {Fault}")]
        public static partial void NotShared(ILogger logger, string fault);
    }
}
