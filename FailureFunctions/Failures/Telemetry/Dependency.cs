using System.Diagnostics;
using FailureFunctions.Failures.Publishing;
using FailureFunctions.Failures.Storage;

namespace FailureFunctions.Failures.Telemetry;

/// <summary>A kind of call to something that we depend on, as telemetry names it.</summary>
public sealed class Dependency
{
    /// <summary>Makes sure that an event has an outbox entry.</summary>
    public static readonly Dependency OutboxAdd = Table("outbox-add", TableNames.Outbox);

    /// <summary>Removes an outbox entry.</summary>
    public static readonly Dependency OutboxRemove = Table("outbox-remove", TableNames.Outbox);

    /// <summary>Looks through the outbox.</summary>
    public static readonly Dependency OutboxList = Table("outbox-list", TableNames.Outbox);

    /// <summary>Takes outbox entries.</summary>
    public static readonly Dependency OutboxLease = Table("outbox-lease", TableNames.Outbox);

    /// <summary>Leaves an outbox entry for later.</summary>
    public static readonly Dependency OutboxPostpone = Table("outbox-postpone", TableNames.Outbox);

    /// <summary>Makes sure that a failure has its row.</summary>
    public static readonly Dependency RowAdd = Table("row-add", TableNames.Failures);

    /// <summary>Keeps a notification that could not be taken.</summary>
    public static readonly Dependency RejectedAdd = Table("rejected-add", TableNames.Rejected);

    /// <summary>Publishes a failure.</summary>
    public static readonly Dependency Publish = new("bus", "publish", ActivityKind.Producer,
    [
        new("messaging.system", "servicebus"),
        new("messaging.destination.name", FailureEvent.Topic),
        new("messaging.operation.name", "send"),
        new("messaging.operation.type", "send"),
    ]);

    private Dependency(string system, string operation, ActivityKind kind, KeyValuePair<string, object?>[] attributes)
    {
        System = system;
        Operation = operation;
        Kind = kind;
        Attributes = attributes;
    }

    /// <summary>What is called: <c>tables</c> or <c>bus</c>.</summary>
    public string System { get; }

    /// <summary>What it is called for: the name of the span.</summary>
    public string Operation { get; }

    /// <summary>The kind of the span.</summary>
    public ActivityKind Kind { get; }

    /// <summary>Attributes of the span, by the semantic conventions of databases and of messaging.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; }

    private static Dependency Table(string operation, string table) => new("tables", operation, ActivityKind.Client,
    [
        new("db.system.name", "azure.tablestorage"),
        new("db.collection.name", table),
        new("db.operation.name", operation),
    ]);
}
