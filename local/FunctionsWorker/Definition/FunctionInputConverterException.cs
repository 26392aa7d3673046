namespace Microsoft.Azure.Functions.Worker;

/// <summary>A trigger's value could not be turned into the type of the parameter.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    /// <summary>Initialises the exception with its message.</summary>
    public FunctionInputConverterException(string? message)
        : base(message)
    {
    }

    /// <summary>Initialises the exception with its message and cause.</summary>
    public FunctionInputConverterException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
