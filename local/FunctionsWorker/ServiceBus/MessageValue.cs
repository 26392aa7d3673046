using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Gives a message in the type that a function asks for.</summary>
internal static class MessageValue
{
    /// <summary>Whether a message can be given as that type; types of the application's own are read from JSON.</summary>
    public static bool IsSupported(Type type) =>
        type == typeof(ServiceBusReceivedMessage) || type == typeof(string) || type == typeof(byte[]) || type == typeof(BinaryData)
        || type is { IsArray: false, IsInterface: false, IsAbstract: false, IsPointer: false, IsByRef: false };

    /// <exception cref="FunctionInputConverterException">The body is no JSON of that type.</exception>
    public static object? Convert(ServiceBusReceivedMessage message, Type type, FunctionContext context)
    {
        if (type == typeof(ServiceBusReceivedMessage))
            return message;
        if (type == typeof(BinaryData))
            return message.Body;
        if (type == typeof(byte[]))
            return message.Body.ToArray();
        if (type == typeof(string))
            return message.Body.ToString();

        try
        {
            return WorkerSerializer.Of(context).Deserialize(message.Body.ToStream(), type, context.CancellationToken);
        }
        catch (JsonException exception)
        {
            throw new FunctionInputConverterException($"The body of message '{message.MessageId}' is no JSON of type {type}: {exception.Message}", exception);
        }
    }

    /// <summary>An array of messages in the element type that a function asks for.</summary>
    public static Array ConvertAll(IReadOnlyList<ServiceBusReceivedMessage> messages, Type elementType, FunctionContext context)
    {
        var values = Array.CreateInstance(elementType, messages.Count);
        for (var i = 0; i < messages.Count; i++)
            values.SetValue(Convert(messages[i], elementType, context), i);
        return values;
    }
}
