namespace FailureFunctions.Tables;

/// <summary>The names of our tables. They are a contract with the people who look into them.</summary>
internal static class TableNames
{
    /// <summary>One row per failure, under its recipient.</summary>
    public const string Failures = "Failures";

    /// <summary>What is acknowledged and not yet published.</summary>
    public const string Outbox = "FailureOutbox";

    /// <summary>What was authentic and could not be read.</summary>
    public const string Rejected = "RejectedNotifications";

    /// <summary>How far retention has come in each table.</summary>
    public const string Retention = "Retention";
}
