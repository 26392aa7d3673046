using System.Security.Cryptography;
using System.Text;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Links;

/// <summary>
/// The keys of the table FailureLinks. All failures share 16 partitions, so that a batch of 100 messages with up to 15 tags each takes
/// about 16 transactions; each partition takes 2,000 rows a second (learn.microsoft.com, "Scalability and performance targets for Table
/// storage"). The message or tag begins the RowKey, which ends like that of a failure: the newest first.
/// </summary>
internal static class LinkKeys
{
    /// <summary>Of messages and tags, so that the whole key is short enough; longer ones end in a hash.</summary>
    private const int Longest = TableKey.Longest - 64;

    /// <summary>All partitions of the index.</summary>
    public static readonly string[] Partitions = [.. "0123456789abcdef".Select(digit => digit.ToString())];

    /// <summary>What precedes time and event in the RowKeys of a message. A <c>~</c> ends it, which is encoded elsewhere.</summary>
    public static string OfMessage(string id) => $"message~{TableKey.Encode(id, Longest)}~";

    /// <inheritdoc cref="OfMessage"/>
    public static string OfTag(string tag) => $"tag~{TableKey.Encode(tag, Longest)}~";

    public static string PartitionOfMessage(string id) => Partitions[SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] & 0xF];

    /// <summary>By the event: failures with the same tag are in all partitions alike.</summary>
    public static string PartitionOfTag(EventId eventId) => eventId.Value[^1..];

    public static string RowKey(string prefix, DateTimeOffset occurredAt, EventId eventId) => prefix + FailureRowKey.Of(occurredAt, eventId);
}
