namespace FailureFunctions.Local.ServiceBusEmulator;

/// <summary>Another program listens on the port.</summary>
public sealed class PortInUseException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="port">The port.</param>
    public PortInUseException(int port)
        : base($"The emulator cannot listen on port {port}: another program uses it. Stop that program or choose another port.") => Port = port;

    /// <summary>The port.</summary>
    public int Port { get; }
}
