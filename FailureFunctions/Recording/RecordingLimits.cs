namespace FailureFunctions.Recording;

/// <summary>How long recording may take: the sender waits for the answer, for a time that it does not document.</summary>
internal static class RecordingLimits
{
    /// <summary>For each of the two tables, the client's own retries included.</summary>
    public static readonly TimeSpan Store = TimeSpan.FromSeconds(2);

    /// <summary>For publishing, the client's own retries included; after this the failure stays queued.</summary>
    public static readonly TimeSpan Publish = TimeSpan.FromSeconds(4);

    /// <summary>For removing the outbox entry; if that fails, the drain finds it.</summary>
    public static readonly TimeSpan Remove = TimeSpan.FromSeconds(0.5);
}
