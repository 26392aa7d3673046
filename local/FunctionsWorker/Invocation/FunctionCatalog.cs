using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Finds the functions of an application and checks that each can be run.</summary>
internal sealed class FunctionCatalog(IReadOnlyList<TriggerType> triggerTypes)
{
    /// <exception cref="FunctionWorkerException">A name is used twice or not allowed, or a function cannot be bound.</exception>
    public IReadOnlyList<FunctionDescriptor> Load(IEnumerable<MethodInfo> methods)
    {
        var functions = new Dictionary<string, FunctionDescriptor>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in methods)
        {
            var function = Describe(method);
            if (!functions.TryAdd(function.Name, function))
            {
                throw new FunctionWorkerException(
                    $"Function '{function.Name}' is declared twice: by {functions[function.Name].EntryPoint} and by {function.EntryPoint}. Give one of them another name.");
            }
        }

        return [.. functions.Values.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private FunctionDescriptor Describe(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        if (!IsName(name))
        {
            throw new FunctionWorkerException(
                $"Function '{name}' ({method.DeclaringType!.FullName}.{method.Name}): a name starts with a letter, then letters, digits, '-' and '_', at most 128.");
        }

        var triggers = method.GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>().Select(attribute => (parameter, attribute)))
            .ToList();
        if (triggers is not [var (triggerParameter, trigger)])
            throw new FunctionWorkerException($"Function '{name}' has {triggers.Count} triggers; a function has exactly one parameter with a trigger attribute.");

        var type = triggerTypes.FirstOrDefault(candidate => candidate.AttributeType == trigger.GetType())
            ?? throw new FunctionWorkerException($"Function '{name}': this host does not run {trigger.GetType().Name}.");
        if (type.CheckReturnType(ReturnValue.TypeOf(method.ReturnType)) is { } problem)
            throw new FunctionWorkerException($"Function '{name}': {problem}");

        var arguments = method.GetParameters()
            .Select(parameter => ArgumentSources.For(name, parameter, parameter == triggerParameter, type, trigger));
        return new FunctionDescriptor(name, method, type, trigger, triggerParameter, [.. arguments]);
    }

    private static bool IsName(string? name) =>
        name is { Length: > 0 and <= 128 } && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
