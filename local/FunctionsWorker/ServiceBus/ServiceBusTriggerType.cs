using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>What a Service Bus trigger can bind.</summary>
internal sealed class ServiceBusTriggerType : TriggerType
{
    public override Type AttributeType => typeof(ServiceBusTriggerAttribute);

    public override string BindingType => "serviceBusTrigger";

    public override string? CheckTriggerParameter(ParameterInfo parameter, TriggerBindingAttribute attribute)
    {
        var trigger = (ServiceBusTriggerAttribute)attribute;
        var type = parameter.ParameterType;
        if (trigger.IsSessionsEnabled)
            return "this host does not serve entities with sessions.";

        if (trigger.IsBatched)
        {
            return type.IsArray && MessageValue.IsSupported(type.GetElementType()!)
                ? null
                : $"with IsBatched the trigger binds an array of messages, not {type} (parameter '{parameter.Name}').";
        }

        if (MessageValue.IsSupported(type))
            return null;
        return type.IsArray
            ? $"an array of messages needs IsBatched = true (parameter '{parameter.Name}')."
            : $"the trigger binds ServiceBusReceivedMessage, string, byte[], BinaryData or a type read from JSON, not {type} (parameter '{parameter.Name}').";
    }

    public override bool HasCompanion(Type type) => type == typeof(ServiceBusMessageActions);

    public override bool HasValue(string name, TriggerBindingAttribute attribute) =>
        !((ServiceBusTriggerAttribute)attribute).IsBatched && MessageBindingData.Has(name);
}
