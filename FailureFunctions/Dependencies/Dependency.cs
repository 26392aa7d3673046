using System.Diagnostics;

namespace FailureFunctions.Dependencies;

/// <summary>
/// A call of the tables or the bus: its name in telemetry (docs/telemetry.md), its time limit, and its part in the circuit
/// breaker. Each feature declares its own calls: <c>Recording/RecordingCalls.cs</c>, for instance.
/// </summary>
internal sealed class Dependency
{
    public const string Tables = "tables";
    public const string Bus = "bus";

    private Dependency(
        string system, string operation, TimeSpan limit, bool decides, ActivityKind kind, KeyValuePair<string, object?>[] attributes) =>
        (System, Operation, Limit, Decides, Kind, Attributes) = (system, operation, limit, decides, kind, attributes);

    /// <summary><see cref="Tables"/> or <see cref="Bus"/>: each has one circuit breaker.</summary>
    public string System { get; }

    public string Operation { get; }

    /// <summary>The longest a call may take, the client's own retries included.</summary>
    public TimeSpan Limit { get; }

    /// <summary>
    /// Whether failures of this call open the circuit breaker, and whether it may probe once the breaker has been open for its
    /// pause. A probe holds back all other calls until it ends, so only calls that a notification waits for decide.
    /// </summary>
    public bool Decides { get; }

    public ActivityKind Kind { get; }

    /// <summary>Attributes of the span, by OpenTelemetry's semantic conventions for databases and messaging.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; }

    /// <summary>A call of a table that a notification waits for.</summary>
    public static Dependency Table(string operation, string table, TimeSpan limit) => Table(operation, table, limit, decides: true);

    /// <summary>A call of a table that no notification waits for, or whose limit says nothing about whether the tables work.</summary>
    public static Dependency TableInBackground(string operation, string table, TimeSpan limit) =>
        Table(operation, table, limit, decides: false);

    /// <summary>A send that a notification waits for.</summary>
    public static Dependency Topic(string operation, string topic, TimeSpan limit) => Topic(operation, topic, limit, decides: true);

    /// <summary>A send that no notification waits for: another topic may be missing or full while this one works.</summary>
    public static Dependency TopicInBackground(string operation, string topic, TimeSpan limit) => Topic(operation, topic, limit, decides: false);

    /// <summary>Receiving, or settling what was received.</summary>
    public static Dependency Subscription(string operation, string topic, string subscription, TimeSpan limit) =>
        new(Bus, operation, limit, decides: false, ActivityKind.Client,
        [
            new("messaging.system", "servicebus"),
            new("messaging.destination.name", topic),
            new("messaging.destination.subscription.name", subscription),
            new("messaging.operation.name", operation),
        ]);

    private static Dependency Topic(string operation, string topic, TimeSpan limit, bool decides) =>
        new(Bus, operation, limit, decides, ActivityKind.Producer,
        [
            new("messaging.system", "servicebus"),
            new("messaging.destination.name", topic),
            new("messaging.operation.name", "send"),
            new("messaging.operation.type", "send"),
        ]);

    private static Dependency Table(string operation, string table, TimeSpan limit, bool decides) =>
        new(Tables, operation, limit, decides, ActivityKind.Client,
        [
            new("db.system.name", "azure.tablestorage"),
            new("db.collection.name", table),
            new("db.operation.name", operation),
        ]);
}
