using System.ComponentModel.DataAnnotations;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace FailureFunctions.Dependencies;

/// <summary>
/// How a service is reached, written as Azure Functions does it: a connection string under the connection's name, or, for
/// an identity, the service's address (learn.microsoft.com, "Azure Functions developer guide", identity-based connections).
/// </summary>
/// <param name="name">The connection's name.</param>
/// <param name="addressKey">The end of the setting with the service's address.</param>
/// <param name="exampleAddress">A valid address.</param>
internal abstract class ConnectionOptions(string name, string addressKey, string exampleAddress) : IValidatableObject
{
    [ConfigurationKeyName("")]
    public string? ConnectionString { get; set; }

    public abstract string? Address { get; set; }

    [ConfigurationKeyName("credential")]
    [RegularExpression("(?i)managedidentity", ErrorMessage = "unknown; write managedidentity, or omit it to use the default credential chain.")]
    public string? Credential { get; set; }

    [ConfigurationKeyName("clientId")]
    public string? ClientId { get; set; }

    public TokenCredential Identity()
    {
        if (Credential is null)
            return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = ClientId });
        return new ManagedIdentityCredential(
            ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(ClientId));
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isWrongClient = ClientId is not null && !Guid.TryParse(ClientId, out _);
        if (isWrongClient)
            yield return new("not a client id; write the GUID of the user-assigned identity, or leave it out.", ["clientId"]);
        if (ConnectionString is null && Address is null)
            yield return new($"missing; set it to a connection string, or set {name}__{addressKey} for an identity.", [""]);
        else if (ConnectionString is not null && Address is not null)
            yield return new($"set together with {name}__{addressKey}; remove one of them.", [""]);
        // With such a client id no credential can be made, whatever the address is.
        else if (!(isWrongClient && Address is not null) && ClientFault() is { } fault)
            yield return fault;
    }

    /// <summary>Makes a client, which throws when it cannot use the settings. It opens nothing, so there is nothing to dispose of.</summary>
    /// <returns>What else is wrong; null when nothing is.</returns>
    protected abstract string? TryClient();

    private ValidationResult? ClientFault()
    {
        try
        {
            return TryClient() is { } fault ? new(fault, [""]) : null;
        }
        catch (Exception e)
        {
            // Of any type: Service Bus's client throws an IndexOutOfRangeException for some texts. Its message may repeat the
            // value, and with it a key.
            return ConnectionString is null
                ? new($"not a valid address ({e.GetType().Name}); write one such as {exampleAddress}.", [addressKey])
                : new($"not a valid connection string ({e.GetType().Name}); copy it from the portal.", [""]);
        }
    }
}

internal static class Connections
{
    /// <summary>Keeps the log of Azure's clients out of the app's: its URLs hold keys of rows, which are addresses.</summary>
    public static void SilenceClients(this IServiceCollection services) => services.TryAddSingleton(_ =>
    {
        // A forwarder that was stopped is not started again.
        var forwarder = new AzureEventSourceLogForwarder(NullLoggerFactory.Instance);
        forwarder.Start();
        forwarder.Dispose();
        return forwarder;
    });
}
