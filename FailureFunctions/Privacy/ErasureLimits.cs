using FailureFunctions.Recording;

namespace FailureFunctions.Privacy;

/// <summary>How long erasing may take.</summary>
internal static class ErasureLimits
{
    /// <summary>How long one call begins new pages.</summary>
    public static readonly TimeSpan Call = TimeSpan.FromSeconds(20);

    /// <summary>How long one call may take in all, should the tables be slow; the platform ends a call after 230 s.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>
    /// After this nobody is at work any more on what was removed: a drain's lease is over, and with it the recording that
    /// a lease may end with; a request's recording takes less, and so does a replay of rejected notifications.
    /// </summary>
    public static readonly TimeSpan Settling =
        DrainLimits.Lease + RecordingCalls.Longest;

    /// <summary>When to come again after the tables could not be reached.</summary>
    public static readonly TimeSpan Interruption = TimeSpan.FromSeconds(30);
}
