namespace FailureFunctions.Tables;

/// <summary>The names of our tables, which are a contract with the people who look into them: docs/tables.md.</summary>
internal static class TableNames
{
    public const string Failures = "Failures";
    public const string Outbox = "FailureOutbox";
    public const string Rejected = "RejectedNotifications";
    public const string Retention = "Retention";
    public const string Suppressions = "Suppressions";
    public const string SigningKeys = "SigningKeys";
    public const string Links = "FailureLinks";
}

/// <summary>Rows of a table whose retention is their own.</summary>
internal static class RowSets
{
    /// <summary>The rows of <see cref="TableNames.Rejected"/> that are kept for a week.</summary>
    public const string Notices = "RejectedNotices";
}

/// <summary>The names of our columns: a contract like those of the tables.</summary>
internal static class Column
{
    public const string Recipient = "Recipient";
    public const string RecipientDomain = "RecipientDomain";
    public const string RecipientKey = "RecipientKey";
    public const string EventId = "EventId";
    public const string MessageId = "MessageId";
    public const string OccurredAt = "OccurredAt";
    public const string ReceivedAt = "ReceivedAt";
    public const string ReportedAt = "ReportedAt";
    public const string ReportedTimestamp = "ReportedTimestamp";
    public const string Kind = "Kind";
    public const string Action = "Action";
    public const string State = "State";
    public const string Code = "Code";
    public const string Extended = "Extended";
    public const string Description = "Description";
    public const string Tags = "Tags";
    public const string Source = "Source";
    public const string FinalRecipient = "FinalRecipient";
    public const string Reason = "Reason";
    public const string Severity = "Severity";
    public const string Advice = "Advice";
    public const string Rule = "Rule";
    public const string Confidence = "Confidence";
    public const string Account = "Account";
    public const string Profile = "Profile";
    public const string Mailing = "Mailing";
    public const string Extra = "Extra";
    public const string Attempt = "Attempt";
    public const string Attempts = "Attempts";
    public const string LastError = "LastError";
    public const string FirstSeenAt = "FirstSeenAt";
    public const string LastSeenAt = "LastSeenAt";
    public const string FreshUntil = "FreshUntil";
    public const string ExpiresAt = "ExpiresAt";
    public const string Records = "Records";
    public const string NotBefore = "NotBefore";
    public const string FailurePartitionKey = "FailurePartitionKey";
    public const string FailureRowKey = "FailureRowKey";
    public const string PublishedAt = "PublishedAt";
    public const string TraceParent = "TraceParent";
    public const string TraceState = "TraceState";
    public const string CalledAt = "CalledAt";
    public const string Cause = "Cause";
    public const string Errors = "Errors";
    public const string ContentType = "ContentType";
    public const string Headers = "Headers";
    public const string Body = "Body";
    public const string ReplayedAt = "ReplayedAt";
    public const string ReplayOutcome = "ReplayOutcome";
    public const string StartedAt = "StartedAt";
    public const string Age = "Age";
    public const string Next = "Next";
    public const string Removed = "Removed";
    public const string CompletedAt = "CompletedAt";
    public const string Since = "Since";
    public const string Until = "Until";
    public const string Origin = "Origin";
    public const string Evidence = "Evidence";
    public const string Decisions = "Decisions";
    public const string UpdatedAt = "UpdatedAt";
    public const string Version = "Version";
    public const string AnnouncedVersion = "AnnouncedVersion";
}
