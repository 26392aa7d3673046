using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Local.ServiceBusEmulator;

/// <summary>How the emulator runs.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The port of AMQP without TLS.</summary>
    public const int DefaultPort = 5672;

    /// <summary>The entities to serve.</summary>
    public required EmulatorConfiguration Configuration { get; init; }

    /// <summary>The TCP port, on the loopback addresses only; 0 takes a free one. Default 5672.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The name of the shared access key, as in Microsoft's emulator.</summary>
    public string KeyName { get; init; } = "RootManageSharedAccessKey";

    /// <summary>The shared access key; the default is the constant of Microsoft's emulator, which is not a secret.</summary>
    public string Key { get; init; } = "SAS_KEY_VALUE";

    /// <summary>The largest message in bytes. Default 262,144, the limit of the Standard tier.</summary>
    public long MaxMessageSize { get; init; } = 256 * 1024;
}
