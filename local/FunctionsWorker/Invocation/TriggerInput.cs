namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>What a trigger hands to one invocation.</summary>
internal abstract class TriggerInput
{
    /// <summary>The trigger's values by name, for parameters and <see cref="FunctionContext.BindingContext"/>.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }

    public virtual string TraceParent => string.Empty;

    public virtual string TraceState => string.Empty;

    /// <summary>Which retry this is; 0 for the first run.</summary>
    public int RetryCount { get; init; }

    /// <summary>Called once, before the pipeline, to add what the trigger contributes to the invocation.</summary>
    public virtual void Attach(FunctionContext context)
    {
    }

    /// <summary>The value of the trigger parameter, in the type that the function asks for.</summary>
    public abstract object? GetValue(Type type, FunctionContext context);

    /// <summary>The value of a parameter that belongs to the trigger beside its own, such as message actions.</summary>
    public virtual object? GetCompanion(Type type) => null;
}
