using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Failures;

/// <summary>
/// How a service is reached, as Azure Functions writes it: a connection string under the connection's name, or, for an
/// identity, the service's address under <c>{name}__{address}</c> (learn.microsoft.com, "Azure Functions developer
/// guide", identity-based connections).
/// </summary>
public sealed class ConnectionSetting
{
    private readonly string _name;
    private readonly string? _clientId;
    private readonly bool _managedIdentity;

    private ConnectionSetting(IConfiguration configuration, string name, string address)
    {
        _name = name;
        var section = configuration.GetSection(name);
        ConnectionString = Text(section.Value);
        Address = Text(section[address]);
        _clientId = Text(section["clientId"]);
        _managedIdentity = string.Equals(Text(section["credential"]), "managedidentity", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The connection string; null when an identity is used.</summary>
    public string? ConnectionString { get; }

    /// <summary>The address of the service; null when a connection string is used.</summary>
    public string? Address { get; }

    /// <summary>Reads a connection.</summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <param name="name">The connection's name, such as <c>FailureTables</c>.</param>
    /// <param name="address">The setting with the service's address, such as <c>tableServiceUri</c>.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="OptionsValidationException">Neither is set, or both are.</exception>
    public static ConnectionSetting Read(IConfiguration configuration, string name, string address)
    {
        var setting = new ConnectionSetting(configuration, name, address);
        return (setting.ConnectionString, setting.Address) switch
        {
            (null, null) => throw setting.Invalid($"missing; set it to a connection string, or set {name}__{address} for an identity."),
            (not null, not null) => throw setting.Invalid($"set together with {name}__{address}; remove one of them."),
            _ => setting,
        };
    }

    /// <summary>The identity that the service is reached with: the managed identity that is configured, or what the machine has.</summary>
    /// <returns>The credential.</returns>
    public TokenCredential Credential()
    {
        if (_managedIdentity)
            return new ManagedIdentityCredential(
                _clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(_clientId));
        return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = _clientId });
    }

    /// <summary>Makes a client, and names the setting when its value cannot be used.</summary>
    /// <typeparam name="T">The client's type.</typeparam>
    /// <param name="create">Makes it.</param>
    /// <returns>The client.</returns>
    /// <exception cref="OptionsValidationException">The value cannot be used.</exception>
    public T Client<T>(Func<ConnectionSetting, T> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        try
        {
            return create(this);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // The message of the client may repeat the value, and so a key.
            throw Invalid(ConnectionString is null ? $"the address in its settings is no valid one ({e.GetType().Name})."
                : $"not a valid connection string ({e.GetType().Name}); copy it anew from the portal.");
        }
    }

    private OptionsValidationException Invalid(string fault) => new(_name, typeof(ConnectionSetting), [$"{_name}: {fault}"]);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
