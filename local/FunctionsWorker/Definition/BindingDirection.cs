namespace Microsoft.Azure.Functions.Worker;

/// <summary>Into the function or out of it.</summary>
public enum BindingDirection
{
    /// <summary>A trigger or an input.</summary>
    In,

    /// <summary>An output.</summary>
    Out,
}
