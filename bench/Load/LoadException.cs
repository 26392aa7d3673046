namespace FailureFunctions.Bench.Load;

/// <summary>Nothing can be measured.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
internal sealed class LoadException(string message) : Exception(message);
