namespace FailureFunctions.Local.NodeTools;

/// <summary>Another program listens on the port.</summary>
internal sealed class PortTakenException(string message) : Exception(message);
