using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Timer;

/// <summary>What a timer trigger can bind.</summary>
internal sealed class TimerTriggerType : TriggerType
{
    public override Type AttributeType => typeof(TimerTriggerAttribute);

    public override string BindingType => "timerTrigger";

    public override string? CheckTriggerParameter(ParameterInfo parameter, TriggerBindingAttribute attribute) =>
        parameter.ParameterType == typeof(TimerInfo)
            ? null
            : $"the timer trigger binds TimerInfo, not {parameter.ParameterType} (parameter '{parameter.Name}').";

    public override bool HasValue(string name, TriggerBindingAttribute attribute) => false;
}
