namespace FailureFunctions.Privacy;

/// <summary>How the tables are gone through.</summary>
internal static class RetentionLimits
{
    /// <summary>How long one run works: below the 5 minutes that the Consumption plan gives a function by default.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromMinutes(4);

    /// <summary>How long after a pass has ended the next one begins: once a night, whenever in the night that is.</summary>
    public static readonly TimeSpan BetweenPasses = TimeSpan.FromHours(20);

    /// <summary>How old a pass may be that is gone on with; an older one begins anew.</summary>
    public static readonly TimeSpan Pass = TimeSpan.FromDays(7);
}
