using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace FailureFunctions.Dependencies;

/// <summary>
/// How a service is reached, written as Azure Functions does it: a connection string under the connection's name, or, for
/// an identity, the service's address under <c>{name}__{address}</c> (learn.microsoft.com, "Azure Functions developer
/// guide", identity-based connections). The options are named after the connection. A blank value counts as not set.
/// </summary>
internal sealed class ConnectionOptions
{
    /// <summary>The only value of <c>{name}__credential</c>.</summary>
    public const string ManagedIdentity = "managedidentity";

    public string? ConnectionString { get; set; }

    public string? Address { get; set; }

    public string? Credential { get; set; }

    public string? ClientId { get; set; }

    public bool IsManagedIdentity => ManagedIdentity.Equals(Credential, StringComparison.OrdinalIgnoreCase);

    public void Read(IConfigurationSection section, string address)
    {
        ConnectionString = Text(section.Value);
        Address = Text(section[address]);
        Credential = Text(section["credential"]);
        ClientId = Text(section["clientId"]);
    }

    public TokenCredential Identity()
    {
        if (!IsManagedIdentity)
            return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = ClientId });
        return new ManagedIdentityCredential(
            ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(ClientId));
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
