namespace FailureFunctions.Infra.Tests.Bicep;

/// <summary>What the Bicep compiler or its linter says about a file.</summary>
/// <param name="Level"><c>Error</c>, <c>Warning</c> or <c>Info</c>.</param>
/// <param name="Code">The diagnostic's or the rule's code.</param>
/// <param name="Message">The text.</param>
internal sealed record BicepDiagnostic(string Level, string Code, string Message);
