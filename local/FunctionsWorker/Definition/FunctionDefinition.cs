using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function as the host knows it.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The method's parameters, in their order.</summary>
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    /// <summary>The path of the assembly that holds the function.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The method, as <c>Namespace.Type.Method</c>.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The function's id, stable for the life of the host.</summary>
    public abstract string Id { get; }

    /// <summary>The function's name, unique within the application.</summary>
    public abstract string Name { get; }

    /// <summary>The trigger and inputs, by parameter name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>The outputs, by name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}
