namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>An operation that waits for the scheduler.</summary>
/// <param name="Process">The process that asked for it.</param>
/// <param name="Actor">The delivery or drain that asked for it.</param>
/// <param name="Name">What it is, with its arguments.</param>
/// <param name="Apply">Does it on the stores, and tells the result.</param>
/// <param name="Answer">Hands the result over.</param>
/// <param name="Fail">Hands an error over.</param>
public sealed record SimulatedOperation(
    int Process, int Actor, string Name, Func<string> Apply, Action<string> Answer, Action<Exception> Fail);
