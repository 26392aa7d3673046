namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>How many items one invocation is given.</summary>
public enum Cardinality
{
    /// <summary>An array of items.</summary>
    Many,

    /// <summary>A single item.</summary>
    One,
}
