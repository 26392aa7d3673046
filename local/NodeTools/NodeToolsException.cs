namespace FailureFunctions.Local.NodeTools;

/// <summary>Node.js, npm or a program run by them is missing or failed; the message says what to fix.</summary>
public class NodeToolsException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to fix.</param>
    /// <param name="innerException">The cause, if one is known.</param>
    public NodeToolsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
