using System.Text;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>
/// Erases the rejected notifications that mention a recipient anywhere. They are kept under no recipient, so each is read,
/// and in every way that the reader of notifications could have read it.
/// </summary>
/// <param name="tables">The storage account.</param>
internal sealed class RejectedErasure(MaintenanceTables tables) : IErasableTable
{
    // Bodies are up to 64 KiB, and the service gives at most 4 MiB at once.
    private const int Page = 100;

    private readonly CreatedTable _table = new(tables.Service, TableNames.Rejected);

    /// <inheritdoc/>
    public string Name => TableNames.Rejected;

    /// <summary>A replay of a rejected notification that is at work records it.</summary>
    public bool MayComeBack => true;

    /// <inheritdoc/>
    public IAsyncEnumerable<SweptPage> EraseAsync(RecipientKey recipient, string? from, CancellationToken cancellationToken)
    {
        var mention = new RecipientMention(recipient);
        return RowSweep.GoThroughAsync(
            _table,
            null,
            null,
            Page,
            from,
            (table, rows) => RowRemoval.RemoveAsync(
                table, [.. rows.Where(row => IsIn(mention, row))], changedToo: true, cancellationToken),
            cancellationToken);
    }

    private static bool IsIn(RecipientMention mention, TableEntity row) =>
        row.Select(column => TextOf(column.Value)).OfType<string>().Any(text => BodyReadings.Of(text).Any(mention.IsIn));

    private static string? TextOf(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        BinaryData data => Encoding.UTF8.GetString(data.ToMemory().Span),
        string text => text,
        _ => null,
    };
}
