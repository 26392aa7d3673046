namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>A trigger that hands over one item or many at a time.</summary>
public interface ISupportCardinality
{
    /// <summary>One item per invocation, or many.</summary>
    Cardinality Cardinality { get; set; }
}
