using System.Collections.Concurrent;
using System.Globalization;
using FailureFunctions.Classification;
using FailureFunctions.Recording;
using FailureFunctions.Smtp;
using FailureFunctions.Suppression;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Suppression.Protocol;

/// <summary>Names for all that a row may say, so that two rows that say the same are the same state.</summary>
internal static class ListRows
{
    private static readonly ConcurrentDictionary<string, SuppressionEntry> Known = [];

    /// <summary>The failure of a day: a mailbox that does not exist.</summary>
    public static Failure Failure(double day) => ScenarioFailures.Of((char)('a' + (int)day)) with
    {
        OccurredAt = Suppression.Known.Day(day),
        Reply = new DeliveryReply { State = "rcptto" },
        Classification = ReasonTable.Classification(Reason.MailboxUnknown, "test", Confidence.High),
    };

    public static string NameOf(SuppressionEntry entry)
    {
        var state = entry.State;
        var name = $"{state.Status}:{Day(state.Since)}-{Day(state.Until)}:{string.Join(',', entry.Evidence.Select(one => Day(one.OccurredAt)))}"
            + $":{string.Join(',', entry.Decisions.Select(decision => $"{decision.Kind}@{Day(decision.At)}"))}:{Day(entry.UpdatedAt)}";
        Known.TryAdd(name, entry);
        return name;
    }

    public static SuppressionEntry Named(string name) => Known[name];

    /// <summary>What announces this state: s or r, after its version.</summary>
    public static string VersionOf(SuppressionEntry entry) => $"{entry.Version}{(entry.State.Status is SuppressionStatus.Suppressed ? 's' : 'r')}";

    /// <summary>The start of the entry of the index for its end; null when it has none.</summary>
    public static string? EndOf(string name) => Known[name].State is { Status: SuppressionStatus.Suppressed, Until: { } until } ? $"end{Day(until)}=" : null;

    /// <summary>Whether the failure of a day is taken into account: kept, or released.</summary>
    public static bool Knows(string name, string day) => name.Length > 0
        && (Known[name].Evidence.Any(one => Day(one.OccurredAt) == day)
            || Decision.ReleasedAt([.. Known[name].Decisions]) >= Suppression.Known.Day(double.Parse(day, CultureInfo.InvariantCulture)));

    public static bool Has(string name, string decision) => name.Length > 0 && Known[name].Decisions.Any(one => one.Kind.ToString() == decision);

    public static string Day(DateTimeOffset? moment) =>
        moment is { } at ? Math.Round(Suppression.Known.DayOf(at), 6).ToString(CultureInfo.InvariantCulture) : "";
}
