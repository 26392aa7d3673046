using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>What one kind of trigger can bind; the checks that a function passes at start.</summary>
internal abstract class TriggerType
{
    public abstract Type AttributeType { get; }

    /// <summary>The name in the binding metadata, such as <c>httpTrigger</c>.</summary>
    public abstract string BindingType { get; }

    /// <summary>The binding type of the returned value; null when it goes nowhere.</summary>
    public virtual string? Output => null;

    /// <summary>What is wrong with the type of the trigger's own parameter, or null.</summary>
    public abstract string? CheckTriggerParameter(ParameterInfo parameter, TriggerBindingAttribute attribute);

    /// <summary>Whether parameters of this type come from the trigger too, such as message actions.</summary>
    public virtual bool HasCompanion(Type type) => false;

    /// <summary>Whether the trigger gives a value by this name.</summary>
    public abstract bool HasValue(string name, TriggerBindingAttribute attribute);

    /// <summary>What is wrong with what the method returns, or null.</summary>
    public virtual string? CheckReturnType(Type valueType) => null;
}
