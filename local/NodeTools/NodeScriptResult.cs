namespace FailureFunctions.Local.NodeTools;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code; 0 is success.</param>
/// <param name="Output">All that it wrote to standard output.</param>
/// <param name="Error">All that it wrote to standard error.</param>
public sealed record NodeScriptResult(int ExitCode, string Output, string Error);
