using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Security;

/// <summary>Who may do what where.</summary>
/// <param name="Role">The id of the built-in role.</param>
/// <param name="Scope">The resource, below the provider: <c>storageAccounts/NAME/tableServices/default/tables/Failures</c>.</param>
/// <param name="Principal">The module whose <c>principalId</c> it is, or whatever else stands there.</param>
internal sealed record RoleAssignment(string Role, string Scope, string Principal)
{
    private const string Type = "Microsoft.Authorization/roleAssignments";

    /// <summary>All that a snapshot assigns.</summary>
    public static IReadOnlyList<RoleAssignment> Of(Snapshot snapshot) => [.. snapshot.Of(Type).Select(Of)];

    private static RoleAssignment Of(JsonNode resource)
    {
        var scope = Snapshot.Text(resource, "id").Split($"/providers/{Type}")[0].Split("/providers/")[^1];
        var principal = Snapshot.Text(resource["properties"]!, "principalId");
        return new RoleAssignment(
            Snapshot.Text(resource["properties"]!, "roleDefinitionId").Split('/')[^1],
            scope[(scope.IndexOf('/', StringComparison.Ordinal) + 1)..],
            principal.EndsWith(".outputs.principalId.value]", StringComparison.Ordinal) && principal.Contains("format('identity-{0}'", StringComparison.Ordinal)
                ? "identity"
                : principal);
    }
}
