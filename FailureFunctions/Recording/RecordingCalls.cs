using FailureFunctions.Dependencies;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// The calls of recording and draining with their time limits. A sender waits for the first three, for a time that Copernica
/// does not document: docs/reliability.md.
/// </summary>
internal static class RecordingCalls
{
    /// <summary>Reached: answered 503.</summary>
    public static readonly Dependency AddRow = Dependency.Table("row-add", TableNames.Failures, TimeSpan.FromSeconds(2));

    /// <summary>Reached: a pointer is added to the outbox.</summary>
    public static readonly Dependency Publish = Dependency.Topic("publish", FailureEvent.Topic, TimeSpan.FromSeconds(4));

    /// <summary>Reached: answered 503.</summary>
    public static readonly Dependency AddPointer = Dependency.Table("outbox-add", TableNames.Outbox, TimeSpan.FromSeconds(2));

    public static readonly Dependency MarkRow = Dependency.TableInBackground("row-mark", TableNames.Failures, TimeSpan.FromSeconds(2));

    public static readonly Dependency ReadRow = Dependency.TableInBackground("row-read", TableNames.Failures, TimeSpan.FromSeconds(5));

    public static readonly Dependency FindRows = Dependency.TableInBackground("row-find", TableNames.Failures, TimeSpan.FromSeconds(5));

    public static readonly Dependency ListPointers = Dependency.TableInBackground("outbox-list", TableNames.Outbox, DrainLimits.Run);

    public static readonly Dependency RemovePointers =
        Dependency.TableInBackground("outbox-remove", TableNames.Outbox, TimeSpan.FromSeconds(20));

    public static readonly Dependency PostponePointer =
        Dependency.TableInBackground("outbox-postpone", TableNames.Outbox, TimeSpan.FromSeconds(5));

    /// <summary>The longest that recording takes.</summary>
    public static TimeSpan Longest => AddRow.Limit + Publish.Limit + AddPointer.Limit;
}
