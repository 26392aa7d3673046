namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a trigger says about itself.</summary>
public abstract class BindingContext
{
    /// <summary>The trigger's values by name: route values and query, or message properties.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
