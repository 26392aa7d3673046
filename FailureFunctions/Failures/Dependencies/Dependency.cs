using System.Diagnostics;
using FailureFunctions.Failures.Publishing;
using FailureFunctions.Failures.Recording;
using FailureFunctions.Failures.Rejection;
using FailureFunctions.Failures.Storage;

namespace FailureFunctions.Failures.Dependencies;

/// <summary>An operation of the tables or the bus: its name in telemetry, and how long it may take.</summary>
public sealed class Dependency
{
    /// <summary>The system of all tables.</summary>
    internal const string Tables = "tables";

    /// <summary>The system of the topic.</summary>
    internal const string Bus = "bus";

#pragma warning disable CS1591 // Each is described in docs/telemetry.md, once.
    // A slow removal is no sign that the tables hang: its limit is far shorter than theirs.
    public static readonly Dependency OutboxAdd = Table("outbox-add", TableNames.Outbox, RecordingLimits.Store);
    public static readonly Dependency OutboxRemove = Table("outbox-remove", TableNames.Outbox, RecordingLimits.Remove, timeoutMeansDown: false);
    public static readonly Dependency OutboxList = Table("outbox-list", TableNames.Outbox, DrainLimits.Run);
    public static readonly Dependency OutboxLease = Table("outbox-lease", TableNames.Outbox, DrainLimits.LeaseWrites);
    public static readonly Dependency OutboxPostpone = Table("outbox-postpone", TableNames.Outbox, DrainLimits.Write);
    public static readonly Dependency RowAdd = Table("row-add", TableNames.Failures, RecordingLimits.Store);
    public static readonly Dependency RejectedAdd = Table("rejected-add", TableNames.Rejected, RecordingLimits.Store);
    public static readonly Dependency RejectedFind = Table("rejected-find", TableNames.Rejected, ReplayLimits.Find);
    public static readonly Dependency RejectedMark = Table("rejected-mark", TableNames.Rejected, ReplayLimits.Write);

    public static readonly Dependency Publish = new(Bus, "publish", RecordingLimits.Publish, timeoutMeansDown: true, ActivityKind.Producer,
    [
        new("messaging.system", "servicebus"),
        new("messaging.destination.name", FailureEvent.Topic),
        new("messaging.operation.name", "send"),
        new("messaging.operation.type", "send"),
    ]);
#pragma warning restore CS1591

    private Dependency(
        string system, string operation, TimeSpan limit, bool timeoutMeansDown, ActivityKind kind, KeyValuePair<string, object?>[] attributes)
    {
        System = system;
        Operation = operation;
        Limit = limit;
        TimeoutMeansDown = timeoutMeansDown;
        Kind = kind;
        Attributes = attributes;
    }

    /// <summary>What is called: <c>tables</c> or <c>bus</c>. Each has one circuit breaker.</summary>
    public string System { get; }

    /// <summary>What it is called for: the name of the span.</summary>
    public string Operation { get; }

    /// <summary>How long it may take, the client's own retries included.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Whether running into the limit counts as a failure of the system.</summary>
    public bool TimeoutMeansDown { get; }

    /// <summary>The kind of the span.</summary>
    public ActivityKind Kind { get; }

    /// <summary>Attributes of the span, by the semantic conventions of databases and of messaging.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; }

    private static Dependency Table(string operation, string table, TimeSpan limit, bool timeoutMeansDown = true) =>
        new(Tables, operation, limit, timeoutMeansDown, ActivityKind.Client,
        [
            new("db.system.name", "azure.tablestorage"),
            new("db.collection.name", table),
            new("db.operation.name", operation),
        ]);
}
