using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using EventId = FailureFunctions.Recording.EventId;

namespace FailureFunctions.Receiving;

/// <summary>Lets a delivery end the probation and strikes of its address, if the setting says so: docs/suppression.md. Nothing else is stored.</summary>
internal sealed partial class DeliveryClearing(
    FailureFactory failures, SuppressionList list, IOptions<CopernicaOptions> options, TimeProvider time, ILogger<DeliveryClearing> logger)
{
    /// <summary>The longest that a delivery waits for the list, whose own limits are for work that no sender waits for. Reached: answered 503.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public bool IsWanted => options.Value.Deliveries is DeliveryMode.ClearStrikes;

    public async Task<ReceiveResult> ClearAsync(AuthenticNotification notification, FailureNotification delivered, CancellationToken cancellationToken)
    {
        var recipient = RecipientKey.Of(delivered.Recipient);
        var delivery = new Evidence
        {
            EventId = EventId.Of(notification.Account, recipient, delivered, NotificationType.Delivery),
            OccurredAt = failures.MomentOf(delivered, notification.CalledAt, notification.ReceivedAt ?? time.GetUtcNow()),
            Kind = EvidenceKind.Delivery,
        };
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return new ReceiveResult.Delivered(await list.DeliverAsync(recipient, delivery, either.Token));
        }
        catch (UnreadableEntryException e)
        {
            // Another call would not change that.
            Log.NotCleared(logger, e.Message);
            return new ReceiveResult.Delivered(HasCleared: false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotCleared(logger, Fault.Explain(e));
            return new ReceiveResult.StorageUnavailable();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Warning, "A delivery could not end the probation or strikes of its address. {Fault}")]
        public static partial void NotCleared(ILogger logger, string fault);
    }
}
