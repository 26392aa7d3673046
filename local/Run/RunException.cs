namespace FailureFunctions.Local.Run;

/// <summary>Something is in the way that one line can explain.</summary>
/// <param name="message">What, and what to do about it.</param>
internal sealed class RunException(string message) : Exception(message);
