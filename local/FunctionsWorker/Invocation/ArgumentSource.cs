using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Supplies one argument of a function's method.</summary>
internal delegate object? ArgumentSource(InvocationContext context);

/// <summary>Decides, once at start, what supplies each argument.</summary>
internal static class ArgumentSources
{
    /// <exception cref="FunctionWorkerException">Nothing can supply the argument.</exception>
    public static ArgumentSource For(string function, ParameterInfo parameter, bool isTrigger, TriggerType trigger, TriggerBindingAttribute attribute)
    {
        var type = parameter.ParameterType;
        if (isTrigger)
        {
            return trigger.CheckTriggerParameter(parameter, attribute) is { } problem
                ? throw new FunctionWorkerException($"Function '{function}': {problem}")
                : context => context.Input.GetValue(type, context);
        }

        if (type == typeof(FunctionContext))
            return context => context;
        if (type == typeof(CancellationToken))
            return context => context.CancellationToken;
        if (trigger.HasCompanion(type))
            return context => context.Input.GetCompanion(type);
        if (TextValue.CanConvertTo(type) && trigger.HasValue(parameter.Name!, attribute))
            return context => FromBindingData(parameter, context);

        throw new FunctionWorkerException(
            $"Function '{function}': nothing binds parameter '{parameter.Name}' of type {type.FullName ?? type.Name}. "
            + $"A {trigger.BindingType} binds its own parameter, FunctionContext, CancellationToken and the trigger's values by name.");
    }

    private static object? FromBindingData(ParameterInfo parameter, InvocationContext context)
    {
        if (context.BindingContext.BindingData.TryGetValue(parameter.Name!, out var value) && value is not null)
        {
            return TextValue.TryConvert(value, parameter.ParameterType, out var converted)
                ? converted
                : throw new FunctionInputConverterException($"Function '{context.Function.Name}': the value of '{parameter.Name}' is not of type {parameter.ParameterType}.");
        }

        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (!parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null)
            return null;

        throw new FunctionInputConverterException($"Function '{context.Function.Name}': there is no value for '{parameter.Name}'.");
    }
}
