using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Classification;
using FailureFunctions.Dependencies;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <summary>A message of a failure: whom it concerns. What happened stands in the table Failures, before its message is sent.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Fault">Why it cannot be processed; null if it can.</param>
/// <param name="ChangesNothing">Whether the failure says nothing against the address.</param>
/// <param name="Delivery">1 for the first.</param>
/// <param name="Received">As the client returned it.</param>
/// <param name="Link">What goes into the index by message and tag.</param>
internal sealed record FailureNotice(
    string Id,
    RecipientKey Recipient,
    NoticeFault? Fault,
    bool ChangesNothing,
    int Delivery,
    ServiceBusReceivedMessage? Received = null,
    FailureLink? Link = null)
{
    public static FailureNotice Of(ServiceBusReceivedMessage message)
    {
        var type = message.ApplicationProperties.GetValueOrDefault(FailureMessage.Type) as string;
        var (recipient, link) = (default(RecipientKey), default(FailureLink));
        var fault = type is not (FailureEvent.Type or ComplaintEvent.Type) ? NoticeFault.UnknownType
            : TryRead(message.Body, out recipient, out link) ? null
            : NoticeFault.Unreadable;
        var advice = message.ApplicationProperties.GetValueOrDefault(FailureMessage.Advice) as string;
        return new FailureNotice(message.MessageId ?? "", recipient, fault, advice == ClassificationNames.Of(Advice.Never), message.DeliveryCount, message, link);
    }

    private static bool TryRead(BinaryData body, out RecipientKey recipient, out FailureLink? link)
    {
        (recipient, link) = (default, null);
        try
        {
            using var json = JsonDocument.Parse(body);
            link = FailureLink.Read(json.RootElement);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("recipientKey", out var key)
                && key.ValueKind is JsonValueKind.String
                && RecipientKey.TryParse(key.GetString(), out recipient);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}

/// <param name="Reason">Of the dead letter: a contract, docs/suppression.md.</param>
/// <param name="Description">For operators: no address.</param>
/// <param name="IsOutage">Whether it is no fault of this message.</param>
internal sealed record NoticeFault(string Reason, string Description, bool IsOutage = false)
{
    public static readonly NoticeFault UnknownType = new("unknown-type", $"The message is not of type {FailureEvent.Type} or {ComplaintEvent.Type}.");
    public static readonly NoticeFault Unreadable = new("unreadable", "The body is not JSON with a recipientKey.");

    public static NoticeFault NotProcessed(Exception exception) =>
        new("not-processed", exception is UnreadableEntryException ? exception.Message : Fault.Describe(exception), DependencyFaults.MeansDown(exception));
}

/// <summary>The failures that the list has not taken into account yet.</summary>
internal interface IFailureNotices
{
    /// <returns>At most so many; none if none came in a short time.</returns>
    Task<IReadOnlyList<FailureNotice>> ReceiveAsync(int most, CancellationToken cancellationToken);

    Task CompleteAsync(FailureNotice notice, CancellationToken cancellationToken);

    Task DeadLetterAsync(FailureNotice notice, NoticeFault fault, CancellationToken cancellationToken);

    /// <summary>When the oldest that waits was sent; null if none waits.</summary>
    Task<DateTimeOffset?> OldestAsync(CancellationToken cancellationToken);
}

/// <summary>
/// The subscription of the list. It does not prefetch: what is prefetched and not taken before the end of a run would be locked for a
/// minute, and count as delivered.
/// </summary>
internal sealed class SuppressionSubscription(ServiceBusClient client) : IFailureNotices, IAsyncDisposable
{
    public const string Name = "suppression-list";

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly ServiceBusReceiver _receiver = client.CreateReceiver(FailureEvent.Topic, Name);

    public async Task<IReadOnlyList<FailureNotice>> ReceiveAsync(int most, CancellationToken cancellationToken) =>
        [.. (await _receiver.ReceiveMessagesAsync(most, Wait, cancellationToken)).Select(FailureNotice.Of)];

    public async Task CompleteAsync(FailureNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            await _receiver.CompleteMessageAsync(notice.Received, cancellationToken);
        }
        catch (ServiceBusException e) when (e.Reason is ServiceBusFailureReason.MessageLockLost)
        {
            // It is delivered again, and changes nothing then.
        }
    }

    public Task DeadLetterAsync(FailureNotice notice, NoticeFault fault, CancellationToken cancellationToken) =>
        _receiver.DeadLetterMessageAsync(notice.Received, fault.Reason, fault.Description, cancellationToken);

    public async Task<DateTimeOffset?> OldestAsync(CancellationToken cancellationToken) =>
        (await _receiver.PeekMessageAsync(fromSequenceNumber: 0, cancellationToken))?.EnqueuedTime;

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();
}
