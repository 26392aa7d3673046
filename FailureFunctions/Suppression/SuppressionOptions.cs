using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace FailureFunctions.Suppression;

/// <summary>The settings <c>Suppression__…</c>: docs/suppression.md.</summary>
internal sealed class SuppressionOptions : IValidatableObject
{
    public const string Section = "Suppression";

    private const string Days = "days, such as 7, or d.hh:mm:ss";

    /// <summary>How long a first verdict suppresses, and how much later a second one must be to confirm it. 0: a first one suppresses until released.</summary>
    [Description(Days)]
    [Range(typeof(TimeSpan), "0.00:00:00", "90.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "out of bounds; write 0 (no probation) to 90 days, such as 7.")]
    public TimeSpan Probation { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How much later a second verdict may be, at most, to confirm the first.</summary>
    [Description(Days)]
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "out of bounds; write 1 to 3650 days, such as 180.")]
    public TimeSpan RepeatWithin { get; set; } = TimeSpan.FromDays(180);

    /// <summary>How long a disabled mailbox is suppressed.</summary>
    [Description(Days)]
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "out of bounds; write 1 to 3650 days, such as 90.")]
    public TimeSpan DisabledFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How many strikes suppress; a UTC day has one at most.</summary>
    [Description("a whole number, such as 3")]
    [Range(1, 30, ErrorMessage = "out of bounds; write 1 to 30, such as 3.")]
    public int Strikes { get; set; } = 3;

    /// <summary>How far apart the first and the last strike must be, in UTC days.</summary>
    [Description(Days)]
    [Range(typeof(TimeSpan), "0.00:00:00", "90.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "out of bounds; write 0 to 90 days, such as 14.")]
    public TimeSpan StrikesSpan { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How far apart two strikes in a row may be, in UTC days: a longer gap and counting starts again.</summary>
    [Description(Days)]
    [Range(typeof(TimeSpan), "7.00:00:00", "365.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "out of bounds; write 7 to 365 days, such as 30.")]
    public TimeSpan StrikesGap { get; set; } = TimeSpan.FromDays(30);

    // Else hardly a repeat could fall between the two; KeptEvidence relies on it.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RepeatWithin < Probation * 2)
            yield return new ValidationResult($"less than twice {Section}__{nameof(Probation)}; write at least {Probation * 2:c}.", [nameof(RepeatWithin)]);
    }
}
