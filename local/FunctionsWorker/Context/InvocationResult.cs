namespace Microsoft.Azure.Functions.Worker;

/// <summary>The result of an invocation.</summary>
/// <typeparam name="T">The result's type.</typeparam>
public abstract class InvocationResult<T>
{
    /// <summary>The result; setting it replaces what the host answers with.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>The result of an invocation, whatever its type.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
}
