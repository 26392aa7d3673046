using System.Net.Security;
using Azure.Messaging.ServiceBus.Retrying;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>What a client's options said when it was created.</summary>
internal sealed record BusSettings(
    string Identifier,
    ServiceBusTransportType TransportType,
    TimeSpan IdleTimeout,
    RemoteCertificateValidationCallback? CertificateValidationCallback,
    RetryRunner Retry,
    TimeProvider Time)
{
    public static BusSettings From(ServiceBusClientOptions options, string host, TimeProvider time)
    {
        var retry = options.RetryOptions.Copy();
        return new BusSettings(
            string.IsNullOrEmpty(options.Identifier) ? $"{host}-{Guid.NewGuid()}" : options.Identifier,
            options.TransportType,
            options.ConnectionIdleTimeout,
            options.CertificateValidationCallback,
            new RetryRunner(retry.CustomRetryPolicy ?? new BasicRetryPolicy(retry, Random.Shared.NextDouble), time),
            time);
    }
}
