namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What every binding attribute derives from.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
    /// <summary>Initialises the attribute.</summary>
    public BindingAttribute()
    {
    }
}
