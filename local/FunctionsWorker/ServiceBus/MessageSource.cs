using System.Reflection;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>The queue or subscription of a function, and how its messages are settled.</summary>
internal sealed record MessageSource(FunctionDescriptor Function, string Entity, string? Subscription, bool AutoComplete)
{
    public ServiceBusTriggerAttribute Trigger => (ServiceBusTriggerAttribute)Function.Trigger;

    public static MessageSource Of(FunctionDescriptor function, IConfiguration configuration, bool autoCompleteByDefault)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        return new MessageSource(
            function,
            Resolve(trigger.QueueName ?? trigger.TopicName),
            trigger.QueueName is null ? Resolve(trigger.SubscriptionName) : null,
            IsSet(function.TriggerParameter) ? trigger.AutoCompleteMessages : autoCompleteByDefault);

        string Resolve(string? text) => string.IsNullOrWhiteSpace(text)
            ? throw new FunctionWorkerException($"Function '{function.Name}': the trigger names no queue, topic or subscription.")
            : SettingReferences.Resolve(text, configuration, function.Name);
    }

    // false and "not said" look the same on the attribute, and mean different things.
    private static bool IsSet(ParameterInfo parameter) => parameter.CustomAttributes
        .Where(attribute => attribute.AttributeType == typeof(ServiceBusTriggerAttribute))
        .SelectMany(attribute => attribute.NamedArguments)
        .Any(argument => argument.MemberName == nameof(ServiceBusTriggerAttribute.AutoCompleteMessages));
}
