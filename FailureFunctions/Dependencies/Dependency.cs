using System.Diagnostics;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Dependencies;

/// <summary>An operation of the tables or the bus: its name in telemetry, and how long it may take.</summary>
internal sealed class Dependency
{
    /// <summary>The system of all tables.</summary>
    internal const string Tables = "tables";

    /// <summary>The system of the topic.</summary>
    internal const string Bus = "bus";

#pragma warning disable CS1591 // Each is described in docs/telemetry.md, once.
    public static readonly Dependency OutboxAdd = Table("outbox-add", TableNames.Outbox, RecordingLimits.Store);
    public static readonly Dependency RowAdd = Table("row-add", TableNames.Failures, RecordingLimits.Store);
    public static readonly Dependency RejectedAdd = Table("rejected-add", TableNames.Rejected, RecordingLimits.Store);

    public static readonly Dependency OutboxRemove = Behind("outbox-remove", TableNames.Outbox, RecordingLimits.Remove);
    public static readonly Dependency OutboxList = Behind("outbox-list", TableNames.Outbox, DrainLimits.Run);
    public static readonly Dependency OutboxLease = Behind("outbox-lease", TableNames.Outbox, DrainLimits.LeaseWrites);
    public static readonly Dependency OutboxPostpone = Behind("outbox-postpone", TableNames.Outbox, DrainLimits.Write);
    public static readonly Dependency RejectedFind = Behind("rejected-find", TableNames.Rejected, ReplayLimits.Find);
    public static readonly Dependency RejectedMark = Behind("rejected-mark", TableNames.Rejected, ReplayLimits.Write);

    public static readonly Dependency Publish = new(Bus, "publish", RecordingLimits.Publish, decides: true, ActivityKind.Producer,
    [
        new("messaging.system", "servicebus"),
        new("messaging.destination.name", FailureEvent.Topic),
        new("messaging.operation.name", "send"),
        new("messaging.operation.type", "send"),
    ]);
#pragma warning restore CS1591

    private Dependency(
        string system, string operation, TimeSpan limit, bool decides, ActivityKind kind, KeyValuePair<string, object?>[] attributes)
    {
        System = system;
        Operation = operation;
        Limit = limit;
        Decides = decides;
        Kind = kind;
        Attributes = attributes;
    }

    /// <summary>What is called: <c>tables</c> or <c>bus</c>. Each has one circuit breaker.</summary>
    public string System { get; }

    /// <summary>What it is called for: the name of the span.</summary>
    public string Operation { get; }

    /// <summary>How long it may take, the client's own retries included.</summary>
    public TimeSpan Limit { get; }

    /// <summary>
    /// Whether its failures open the system's circuit breaker, and whether it may probe once the breaker has been open for its
    /// pause. A probe holds back all other calls until it ends, so only calls with a short limit that notifications wait for do.
    /// </summary>
    public bool Decides { get; }

    /// <summary>The kind of the span.</summary>
    public ActivityKind Kind { get; }

    /// <summary>Attributes of the span, by the semantic conventions of databases and of messaging.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; }

    private static Dependency Table(string operation, string table, TimeSpan limit) => Table(operation, table, limit, decides: true);

    // A call that no notification waits for, or whose limit is too long or too short to tell whether the tables work.
    private static Dependency Behind(string operation, string table, TimeSpan limit) => Table(operation, table, limit, decides: false);

    private static Dependency Table(string operation, string table, TimeSpan limit, bool decides) =>
        new(Tables, operation, limit, decides, ActivityKind.Client,
        [
            new("db.system.name", "azure.tablestorage"),
            new("db.collection.name", table),
            new("db.operation.name", operation),
        ]);
}
