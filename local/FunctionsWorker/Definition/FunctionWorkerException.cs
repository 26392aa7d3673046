namespace Microsoft.Azure.Functions.Worker;

/// <summary>A fault in how the application is set up or bound, as against one in a function.</summary>
public class FunctionWorkerException : Exception
{
    /// <summary>Initialises the exception with its message.</summary>
    public FunctionWorkerException(string? message)
        : base(message)
    {
    }

    /// <summary>Initialises the exception with its message and cause.</summary>
    public FunctionWorkerException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
