namespace FailureFunctions.Local.NodeTools;

/// <summary>Another program listens on the port.</summary>
/// <param name="message">Which port, and what to do.</param>
public sealed class PortTakenException(string message) : NodeToolsException(message);
