namespace Microsoft.Azure.Functions.Worker;

/// <summary>A binding of a function.</summary>
public abstract class BindingMetadata
{
    /// <summary>The name of the bound parameter.</summary>
    public abstract string Name { get; }

    /// <summary>The binding's type, such as <c>httpTrigger</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Into the function or out of it.</summary>
    public abstract BindingDirection Direction { get; }
}
