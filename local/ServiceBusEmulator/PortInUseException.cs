namespace FailureFunctions.Local.ServiceBusEmulator;

/// <summary>Another program listens on the port.</summary>
public sealed class PortInUseException : Exception
{
    internal PortInUseException(int port)
        : base($"The emulator cannot listen on port {port}: another program uses it. Stop that program or choose another port.")
    {
    }
}
