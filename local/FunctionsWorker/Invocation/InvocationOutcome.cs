namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>What the function returned, or what middleware put in its place.</summary>
internal sealed class InvocationOutcome
{
    public object? Result { get; set; }
}

/// <summary>The outcome as middleware sees it.</summary>
internal sealed class UntypedInvocationResult(InvocationOutcome outcome) : InvocationResult
{
    public override object? Value
    {
        get => outcome.Result;
        set => outcome.Result = value;
    }
}

/// <summary>The outcome as middleware sees it that knows its type.</summary>
internal sealed class TypedInvocationResult<T>(InvocationOutcome outcome) : InvocationResult<T>
{
    public override T? Value
    {
        get => outcome.Result is T value ? value : default;
        set => outcome.Result = value;
    }
}
