using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Tests.Bicep;

/// <summary>A Bicep file after compiling.</summary>
/// <param name="Diagnostics">All that the compiler and its linter say.</param>
/// <param name="Template">The ARM template, with the templates of its modules in it; null when it does not compile.</param>
internal sealed record CompiledBicep(IReadOnlyList<BicepDiagnostic> Diagnostics, JsonNode? Template);
