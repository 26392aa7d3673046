using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>The table of rejected notifications: by UTC day, the newest first.</summary>
/// <param name="service">The storage account.</param>
/// <param name="time">Tells the day and the order.</param>
internal sealed class TableRejectedNotifications(TableServiceClient service, TimeProvider time) : IRejectedNotifications
{
    // Everything else may be a secret (function key, signature, cookies) or says nothing.
    private static readonly string[] KeptHeaders =
        ["content-length", "content-type", "date", "digest", "host", "user-agent", "x-copernica-id", "x-nonce"];

    private readonly CreatedTable _table = new(service, TableNames.Rejected);

    /// <inheritdoc/>
    public Task KeepAsync(RejectedNotification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return KeepAsync(ToRow(notification, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>Makes sure that the table exists.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when it does.</returns>
    public Task PrepareAsync(CancellationToken cancellationToken) => _table.GetAsync(cancellationToken).AsTask();

    private async Task KeepAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            var table = await _table.GetAsync(cancellationToken);
            // Merged, so that a call that comes again leaves what its row says of a replay.
            await table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e)
        {
            _table.Note(e);
            throw;
        }
    }

    private static TableEntity ToRow(RejectedNotification notification, DateTimeOffset now)
    {
        var row = new TableEntity(PartitionKeyOf(now), RowKeyOf(notification, now))
        {
            [Column.ReceivedAt] = now,
            [Column.Cause] = RejectionCauses.NameOf(notification.Cause),
            [Column.Errors] = JsonSerializer.Serialize(notification.Errors, RejectionJson.Default.IReadOnlyListFieldError),
            [Column.Account] = notification.Account,
            [Column.Headers] = JsonSerializer.Serialize(HeadersOf(notification.Request), RejectionJson.Default.DictionaryStringString),
            [Column.Body] = notification.Request.Body.ToArray(),
        };
        if (notification.Request.Headers["content-type"] is { } contentType)
            row[Column.ContentType] = FieldLimits.Cut(contentType, FieldLimits.ShortText);
        if (notification.CalledAt is { } called)
            row[Column.CalledAt] = called;
        return row;
    }

    private static string PartitionKeyOf(DateTimeOffset day) => day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A signed call that is sent again keeps its account, its moment and its body, and so its row.
    private static string RowKeyOf(RejectedNotification notification, DateTimeOffset now)
    {
        var moment = (notification.CalledAt ?? now).ToUnixTimeSeconds();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(notification.Account));
        hash.AppendData([0]); // No account has it, so what follows is the body.
        hash.AppendData(notification.Request.Body.Span);
        var call = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
        return string.Create(CultureInfo.InvariantCulture, $"{9_999_999_999 - moment:D10}-{call}");
    }

    private static Dictionary<string, string> HeadersOf(WebhookRequest request)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in KeptHeaders)
        {
            if (request.Headers[name] is { } value)
                headers[name] = FieldLimits.Cut(value, FieldLimits.ShortText);
        }
        return headers;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<FieldError>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class RejectionJson : JsonSerializerContext;
