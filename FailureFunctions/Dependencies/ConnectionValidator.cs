using Microsoft.Extensions.Options;

namespace FailureFunctions.Dependencies;

/// <summary>Checks a connection at start, without a call to the service.</summary>
/// <param name="connection">The connection's name.</param>
/// <param name="address">The setting with the service's address.</param>
/// <param name="example">A valid address.</param>
/// <param name="probe">
/// Makes a client, which throws when the client cannot use the settings; gives any other fault, or null. It opens nothing, so
/// there is nothing to dispose of.
/// </param>
internal sealed class ConnectionValidator(string connection, string address, string example, Func<ConnectionOptions, string?> probe)
    : IValidateOptions<ConnectionOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectionOptions options)
    {
        if (name != connection)
            return ValidateOptionsResult.Skip;
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(ConnectionOptions options)
    {
        if (options.Credential is not null && !options.IsManagedIdentity)
            yield return $"{connection}__credential: unknown; write {ConnectionOptions.ManagedIdentity}, or leave it out to use whatever the machine has.";
        var wrongClient = options.ClientId is not null && !Guid.TryParse(options.ClientId, out _);
        if (wrongClient)
            yield return $"{connection}__clientId: not a client id; write the GUID of the user-assigned identity, or leave it out.";
        // With such a client id no credential can be made, whatever the address is.
        if (!(wrongClient && options.ConnectionString is null && options.Address is not null) && Fault(options) is { } fault)
            yield return fault;
    }

    private string? Fault(ConnectionOptions options)
    {
        if ((options.ConnectionString ?? options.Address) is null)
            return $"{connection}: missing; set it to a connection string, or set {connection}__{address} for an identity.";
        if (options.ConnectionString is not null && options.Address is not null)
            return $"{connection}: set together with {connection}__{address}; remove one of them.";
        try
        {
            return probe(options) is { } fault ? $"{connection}: {fault}" : null;
        }
        catch (Exception e)
        {
            // Of any type: Service Bus's client throws an IndexOutOfRangeException for some texts. Its message may repeat the
            // value, and with it a key.
            return options.ConnectionString is null
                ? $"{connection}__{address}: not a valid address ({e.GetType().Name}); write one such as {example}."
                : $"{connection}: not a valid connection string ({e.GetType().Name}); copy it from the portal.";
        }
    }
}
