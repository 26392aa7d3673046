using System.Net.Security;

namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a <see cref="ServiceBusClient"/>, read once when the client is created.</summary>
public class ServiceBusClientOptions
{
    /// <summary>How the service is reached; <see cref="ServiceBusTransportType.AmqpTcp"/> by default.</summary>
    public ServiceBusTransportType TransportType { get; set; } = ServiceBusTransportType.AmqpTcp;

    /// <summary>How transient failures are retried.</summary>
    /// <exception cref="ArgumentNullException">Set to <see langword="null"/>.</exception>
    public ServiceBusRetryOptions RetryOptions
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>A name for the client in logs and on the connection; made up when absent.</summary>
    public string? Identifier { get; set; }

    /// <summary>Checks the server's certificate in place of the platform's own check.</summary>
    public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

    /// <summary>After this long without a frame the connection counts as lost; 1 min by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan ConnectionIdleTimeout
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(1);
}
