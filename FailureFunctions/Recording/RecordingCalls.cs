using FailureFunctions.Dependencies;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// The calls of recording and draining with their time limits. A sender waits for the first four, for a time that Copernica
/// does not document: docs/reliability.md.
/// </summary>
internal static class RecordingCalls
{
    /// <summary>Reached: answered 503.</summary>
    public static readonly Dependency AddEntry = Dependency.Table("outbox-add", TableNames.Outbox, TimeSpan.FromSeconds(2));

    /// <summary>Reached: answered 202.</summary>
    public static readonly Dependency AddRow = Dependency.Table("row-add", TableNames.Failures, TimeSpan.FromSeconds(2));

    /// <summary>Reached: answered 202.</summary>
    public static readonly Dependency Publish = Dependency.Topic("publish", FailureEvent.Topic, TimeSpan.FromSeconds(4));

    /// <summary>Reached: answered 200 all the same; the drain removes the entry.</summary>
    public static readonly Dependency RemoveEntry =
        Dependency.TableInBackground("outbox-remove", TableNames.Outbox, TimeSpan.FromSeconds(0.5));

    public static readonly Dependency ListEntries = Dependency.TableInBackground("outbox-list", TableNames.Outbox, DrainLimits.Run);

    public static readonly Dependency LeaseEntries =
        Dependency.TableInBackground("outbox-lease", TableNames.Outbox, TimeSpan.FromSeconds(20));

    public static readonly Dependency PostponeEntry =
        Dependency.TableInBackground("outbox-postpone", TableNames.Outbox, TimeSpan.FromSeconds(5));

    /// <summary>The longest that recording takes.</summary>
    public static TimeSpan Longest => AddEntry.Limit + LongestCompletion;

    /// <summary>The longest that completing an outbox entry takes.</summary>
    public static TimeSpan LongestCompletion => AddRow.Limit + Publish.Limit + RemoveEntry.Limit;
}
