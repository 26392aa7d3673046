namespace FailureFunctions.Receiving;

/// <summary>
/// How much one call looks through. An answer to an HTTP trigger must come within 230 s (learn.microsoft.com, "Azure
/// Functions scale and hosting", function app time-out duration); a row takes at most the sum of
/// <see cref="Recording.RecordingCalls"/>.
/// </summary>
internal static class ReplayLimits
{
    /// <summary>How long rows are taken up.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromSeconds(60);

    /// <summary>How long one row may be looked for.</summary>
    public static readonly TimeSpan Find = TimeSpan.FromSeconds(5);

    /// <summary>How long one row may be written to.</summary>
    public static readonly TimeSpan Write = TimeSpan.FromSeconds(5);

    /// <summary>How many rows are replayed at once.</summary>
    public const int Concurrency = 16;

    /// <summary>The most rows that are replayed, unless told.</summary>
    public const int Replayed = 500;

    /// <summary>The most rows that one call may ask to replay.</summary>
    public const int MostReplayed = 1_000;

    /// <summary>The most rows that are listed, unless told.</summary>
    public const int Listed = 50;

    /// <summary>The most rows that one call may ask to list: each may have a body of 64 KiB.</summary>
    public const int MostListed = 200;
}
