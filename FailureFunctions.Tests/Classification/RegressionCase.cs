using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>A reply in our own words, what it means, and why.</summary>
internal sealed record RegressionCase(Reason Reason, int? Code, string? Extended, string? State, string? Text, string Why);
