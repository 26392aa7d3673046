namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>An operation that waits for the scheduler.</summary>
/// <param name="Process">The process that asked for it.</param>
/// <param name="Actor">The delivery or drain that asked for it.</param>
/// <param name="Name">What it is, with its arguments.</param>
/// <param name="Apply">Does it on the stores, and tells the result.</param>
/// <param name="Answer">Hands the result over.</param>
/// <param name="Fail">Hands an error over.</param>
public sealed record SimulatedOperation(
    int Process, int Actor, string Name, Func<string> Apply, Action<string> Answer, Action<Exception> Fail)
{
    /// <summary>Whether it changes nothing: then, whatever goes wrong with it, it is as if it had not been.</summary>
    public bool IsReading => Name.StartsWith("list", StringComparison.Ordinal) || Name.StartsWith("read", StringComparison.Ordinal);
}
