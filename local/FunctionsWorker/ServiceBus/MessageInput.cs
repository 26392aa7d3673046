using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>A message, as it starts an invocation.</summary>
internal sealed class MessageInput(ServiceBusReceivedMessage message, ServiceBusMessageActions actions) : TriggerInput
{
    private Dictionary<string, object?>? _bindingData;

    public override IReadOnlyDictionary<string, object?> BindingData => _bindingData ??= MessageBindingData.Of(message);

    public override string TraceParent => Property("traceparent") ?? Property("Diagnostic-Id") ?? string.Empty;

    public override string TraceState => Property("tracestate") ?? string.Empty;

    public override object? GetValue(Type type, FunctionContext context) => MessageValue.Convert(message, type, context);

    public override object? GetCompanion(Type type) => actions;

    private string? Property(string name) => message.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;
}

/// <summary>A batch of messages, as it starts an invocation.</summary>
internal sealed class BatchInput(IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions) : TriggerInput
{
    public override IReadOnlyDictionary<string, object?> BindingData { get; } = new Dictionary<string, object?>();

    public override object? GetValue(Type type, FunctionContext context) => MessageValue.ConvertAll(messages, type.GetElementType()!, context);

    public override object? GetCompanion(Type type) => actions;
}
