namespace FailureFunctions.Local.FunctionsHost;

/// <summary>The host cannot start or go on. The message says why and what to do, for the person at the console.</summary>
/// <param name="message">One problem; the app's own output may follow on further lines.</param>
/// <param name="exitCode">What a program that ends for this reason exits with; never 0.</param>
public sealed class FunctionsHostException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>The app's exit code when the app ended by itself, otherwise 1.</summary>
    public int ExitCode { get; } = exitCode == 0 ? 1 : exitCode;

    /// <summary>Whether another program uses the port, so that another port may do.</summary>
    public bool IsPortInUse { get; init; }

    /// <summary>The message without the output of the app that <see cref="FunctionsHostOptions.Log"/> has received already.</summary>
    public string MessageBelowLog { get; init; } = message;
}
