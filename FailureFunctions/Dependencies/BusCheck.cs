using System.Security.Authentication;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Observability;
using FailureFunctions.Recording;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FailureFunctions.Dependencies;

/// <summary>
/// Opens a link to the topic and closes it again: authorised and attached by the service, without a message. The role
/// Azure Service Bus Data Sender is enough.
/// </summary>
/// <param name="client">The Service Bus namespace.</param>
/// <param name="time">Measures the limit.</param>
internal sealed class BusCheck(ServiceBusClient client, TimeProvider time) : IHealthCheck
{
    /// <summary>The dependency's name.</summary>
    public const string Name = "bus";

    /// <summary>How long the bus may take: with an identity the first token alone takes seconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        LimitedProbe.RunAsync(OpenAsync, HintOf, Limit, time, cancellationToken);

    /// <summary>What to fix, by what the bus's client threw.</summary>
    internal static string HintOf(Exception exception) => exception switch
    {
        UnauthorizedAccessException =>
            $"Access is refused. Give the app's identity the role Azure Service Bus Data Sender on the topic {FailureEvent.Topic}, "
            + "or fix the key in the setting FailureBus.",
        AuthenticationException =>
            "The namespace's certificate is not trusted. See that its name leads to the namespace (DNS of the private endpoint), and that no proxy intercepts TLS.",
        AuthenticationFailedException =>
            "The app's identity gets no token. See that it is assigned to the app, and the settings FailureBus__credential and FailureBus__clientId.",
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityNotFound } =>
            $"There is no topic {FailureEvent.Topic}. Deploy it; see the setting FailureBus.",
        ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityDisabled } =>
            $"The topic {FailureEvent.Topic} is disabled. Enable it in the portal.",
        ServiceBusException { Reason: ServiceBusFailureReason.ServiceBusy } =>
            "The namespace is busy. It passes; when it lasts, use more messaging units.",
        TimeoutException
            or ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceCommunicationProblem } =>
            "No answer. See that the app reaches the namespace (port 5671, private endpoint), and the setting FailureBus.",
        _ => $"Messages cannot be sent ({Fault.TypeOf(exception)}). See the setting FailureBus.",
    };

    // The link of a sender is opened by its first batch, to learn how large one may be; one that is open already tells
    // nothing of now. So a sender of its own each time.
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var sender = client.CreateSender(FailureEvent.Topic);
        using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
    }
}
