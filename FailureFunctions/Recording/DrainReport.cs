namespace FailureFunctions.Recording;

/// <summary>What one run of the drain did.</summary>
/// <param name="Completed">Entries that were brought to their end.</param>
/// <param name="Postponed">Entries that failed and are tried again later.</param>
/// <param name="Unreadable">Entries that were flagged because they cannot be read.</param>
internal readonly record struct DrainReport(int Completed, int Postponed, int Unreadable);
