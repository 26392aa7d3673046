using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>A function as found in an assembly, checked and ready to run.</summary>
internal sealed class FunctionDescriptor : FunctionDefinition
{
    public FunctionDescriptor(string name, MethodInfo method, TriggerType triggerType, TriggerBindingAttribute trigger, ParameterInfo triggerParameter, IReadOnlyList<ArgumentSource> arguments)
    {
        Name = name;
        Method = method;
        Trigger = trigger;
        TriggerParameter = triggerParameter;
        Arguments = arguments;
        Unwrap = ReturnValue.Unwrapper(method.ReturnType);
        Retry = method.GetCustomAttribute<RetryAttribute>();
        Parameters = [.. method.GetParameters().Select(parameter =>
            new FunctionParameter(parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null))];
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty
            .Add(triggerParameter.Name!, new Binding(triggerParameter.Name!, triggerType.BindingType, BindingDirection.In));
        OutputBindings = triggerType.Output is { } output
            ? ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new Binding("$return", output, BindingDirection.Out))
            : ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    public MethodInfo Method { get; }

    public TriggerBindingAttribute Trigger { get; }

    /// <summary>The parameter that carries the trigger attribute.</summary>
    public ParameterInfo TriggerParameter { get; }

    /// <summary>What supplies each argument, in the order of the parameters.</summary>
    public IReadOnlyList<ArgumentSource> Arguments { get; }

    /// <summary>Awaits what the method returns and gives its value.</summary>
    public Func<object?, ValueTask<object?>> Unwrap { get; }

    public RetryAttribute? Retry { get; }

    public override string Name { get; }

    public override string Id => Name;

    public override string PathToAssembly => Method.DeclaringType!.Assembly.Location;

    public override string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
