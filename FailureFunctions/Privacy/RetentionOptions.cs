using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FailureFunctions.Tables;

namespace FailureFunctions.Privacy;

/// <summary>The settings <c>Retention__…</c>: how long rows are kept. Failures are kept for ever unless set.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Rejected notifications expire unless set: erasure may not find an address in each of them.</summary>
    public static readonly TimeSpan RejectedDefault = TimeSpan.FromDays(30);

    // Below one day a repeat by the sender would count as new.
    private const string Shortest = "1.00:00:00";
    private const string Longest = "36500.00:00:00";
    private const string Format = "days, such as 365, or d.hh:mm:ss";
    private const string OutOfBounds = "out of bounds; write 1 to 36500 days, such as 365.";

    [Description(Format)]
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true, ErrorMessage = OutOfBounds)]
    public TimeSpan? Failures { get; set; }

    [Description(Format)]
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true, ErrorMessage = OutOfBounds)]
    public TimeSpan? RejectedNotifications { get; set; } = RejectedDefault;

    /// <summary>How old rows may become, by table.</summary>
    internal IReadOnlyDictionary<string, TimeSpan> Ages
    {
        get => field ?? new[] { (TableNames.Failures, Failures), (TableNames.Rejected, RejectedNotifications) }
            .Where(table => table.Item2 is not null).ToDictionary(table => table.Item1, table => table.Item2!.Value);
        init;
    }
}
