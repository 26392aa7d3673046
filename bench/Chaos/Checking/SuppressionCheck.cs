using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Bench.Chaos.Checking;

/// <summary>What the table <c>Suppressions</c> says of an address.</summary>
internal sealed record ListedAddress(string Recipient, string State, int Version, int AnnouncedVersion);

/// <summary>The announcement of an address with the highest version.</summary>
internal sealed record Announcement(string Recipient, int Version, bool IsSuppressed);

/// <summary>
/// Compares the suppression list with the rows: by the rules of docs/suppression.md as far as the notifications, of the same twelve
/// days of 2024 and of now, can meet them.
/// </summary>
internal static class SuppressionCheck
{
    private static readonly TimeSpan Probation = TimeSpan.FromDays(7);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    // Nothing of 2024 is remembered as recent any more.
    private static readonly DateTimeOffset Recent = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Everything that is wrong, a line each.</summary>
    public static IReadOnlyList<string> Compare(
        IReadOnlyCollection<StoredFailure> stored, IReadOnlyCollection<ListedAddress> listed, IReadOnlyCollection<Announcement> announced)
    {
        var faults = new List<string>();
        var last = announced.ToDictionary(announcement => announcement.Recipient, StringComparer.Ordinal);
        var left = listed.ToDictionary(address => address.Recipient, StringComparer.Ordinal);
        foreach (var failures in stored.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
        {
            var expected = StateOf([.. failures]);
            if (!left.Remove(failures.Key, out var address))
            {
                if (expected is not null)
                    faults.Add($"{failures.Key} is not in the suppression list.");
                continue;
            }
            if (address.State != expected && !(address.State == "watched" && expected == "none" && failures.Any(IsRecent)))
                faults.Add($"{failures.Key} is {address.State} in the suppression list instead of {expected ?? "not in it"}.");
            if (address.Version != address.AnnouncedVersion)
                faults.Add($"{failures.Key} has version {address.Version} in the suppression list, and {address.AnnouncedVersion} is announced.");
            var announcement = last.GetValueOrDefault(failures.Key);
            if (announcement?.Version > address.Version)
                faults.Add($"{failures.Key} was announced with version {announcement.Version}, and {address.Version} is stored.");
            if ((announcement?.IsSuppressed ?? false) != (address.State == "suppressed"))
                faults.Add($"{failures.Key} is {address.State} in the suppression list, and was last announced as {announcement}.");
        }
        faults.AddRange(left.Keys.Select(recipient => $"{recipient} is in the suppression list and never failed."));
        return faults;
    }

    public static async Task<IReadOnlyList<ListedAddress>> ReadListAsync(string connection, CancellationToken cancellationToken) =>
        await new TableClient(connection, "Suppressions").QueryAsync<TableEntity>("RowKey eq 'suppression'", cancellationToken: cancellationToken)
            .Select(row => new ListedAddress(row.PartitionKey, row.GetString("State"), row.GetInt32("Version") ?? 0, row.GetInt32("AnnouncedVersion") ?? 0))
            .ToListAsync(cancellationToken);

    /// <summary>Receives all announcements.</summary>
    public static async Task<IReadOnlyList<Announcement>> ReadAnnouncementsAsync(string connection, CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, Announcement>(StringComparer.Ordinal);
        await using var client = new ServiceBusClient(connection);
        await using var receiver = client.CreateReceiver(
            "email-suppressions", "all", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        while (await receiver.ReceiveMessagesAsync(500, Wait, cancellationToken) is { Count: > 0 } messages)
            foreach (var message in messages)
            {
                using var body = JsonDocument.Parse(message.Body);
                var recipient = body.RootElement.GetProperty("recipientKey").GetString()!;
                var version = body.RootElement.GetProperty("version").GetInt32();
                if (!last.TryGetValue(recipient, out var known) || known.Version < version)
                    last[recipient] = new Announcement(recipient, version, message.Subject == "email.address.suppressed");
            }
        return [.. last.Values];
    }

    // Null if it is not in the list.
    private static string? StateOf(StoredFailure[] failures)
    {
        if (failures.Any(row => row.Facts.State == FailureFacts.Complaint))
            return "suppressed";
        var advised = failures.Select(row => (Advice: row.Classification.Split(' ')[2], row.Facts.OccurredAt)).Where(row => row.Advice != "never").ToArray();
        if (advised.Length == 0)
            return null;
        var verdicts = advised.Where(row => row.Advice == "suppress-now").Select(row => row.OccurredAt).ToArray();
        var old = verdicts.Where(at => at < Recent).ToArray();
        return verdicts.Length > old.Length || (old.Length > 0 && old.Max() - old.Min() >= Probation) ? "suppressed" : "none";
    }

    private static bool IsRecent(StoredFailure failure) => failure.Facts.OccurredAt >= Recent;
}
