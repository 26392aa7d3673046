namespace Azure.Messaging.ServiceBus;

/// <summary>The parts of a connection string.</summary>
public class ServiceBusConnectionStringProperties
{
    private const string Malformed =
        "The connection string is not readable. Expected: Endpoint=sb://<namespace>.servicebus.windows.net/;SharedAccessKeyName=<name>;SharedAccessKey=<key>";

    /// <summary>The host name of <see cref="Endpoint"/>.</summary>
    public string? FullyQualifiedNamespace => Endpoint?.Host;

    /// <summary>The address of the namespace, with the scheme <c>sb</c>.</summary>
    public Uri? Endpoint { get; private set; }

    /// <summary>The queue or topic that the string is bound to, if any.</summary>
    public string? EntityPath { get; private set; }

    /// <summary>The name of the shared access policy.</summary>
    public string? SharedAccessKeyName { get; private set; }

    /// <summary>The key of the shared access policy.</summary>
    public string? SharedAccessKey { get; private set; }

    /// <summary>A ready-made shared access signature.</summary>
    public string? SharedAccessSignature { get; private set; }

    internal bool UseDevelopmentEmulator { get; private set; }

    /// <summary>Reads a connection string. Names are matched in any case; names that are not known are passed over.</summary>
    /// <param name="connectionString">As the portal shows it.</param>
    /// <exception cref="ArgumentException">Empty.</exception>
    /// <exception cref="FormatException">Not a connection string.</exception>
    public static ServiceBusConnectionStringProperties Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var properties = new ServiceBusConnectionStringProperties();
        foreach (var pair in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys and signatures are base64: only the first '=' separates.
            var separator = pair.IndexOf('=', StringComparison.Ordinal);
            var value = separator > 0 ? pair[(separator + 1)..].Trim() : "";
            if (value.Length == 0) throw new FormatException(Malformed);
            properties.Set(pair[..separator].Trim(), value);
        }

        return properties;
    }

    private void Set(string name, string value)
    {
        switch (name.ToUpperInvariant())
        {
            case "ENDPOINT": Endpoint = ReadEndpoint(value); break;
            case "ENTITYPATH": EntityPath = value; break;
            case "SHAREDACCESSKEYNAME": SharedAccessKeyName = value; break;
            case "SHAREDACCESSKEY": SharedAccessKey = value; break;
            case "SHAREDACCESSSIGNATURE": SharedAccessSignature = value; break;
            case "USEDEVELOPMENTEMULATOR": UseDevelopmentEmulator = bool.TryParse(value, out var use) && use; break;
        }
    }

    private static Uri ReadEndpoint(string value)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : "sb://" + value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var given) || Uri.CheckHostName(given.Host) == UriHostNameType.Unknown)
        {
            throw new FormatException(Malformed);
        }

        return new UriBuilder("sb", given.Host, given.IsDefaultPort ? -1 : given.Port).Uri;
    }
}
