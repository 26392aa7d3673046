namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>The invocation's id, unique per invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function's id, stable for the life of the host.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The W3C trace context that the trigger came with.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger says about itself: route values, message properties.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which retry this is.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that is run.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values that middleware and function share within the invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>The features of the invocation, by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller goes away or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
