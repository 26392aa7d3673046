using System.Diagnostics;
using FailureFunctions.Bench.Chaos.Faults;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Bench.Chaos.Sending;

/// <summary>Sends what is planned, a bounded number at once, and again what was not acknowledged.</summary>
/// <param name="plan">The deliveries, in the order of time.</param>
/// <param name="ledger">Told of every answer.</param>
/// <param name="signer">Signs.</param>
/// <param name="url">The webhook.</param>
internal sealed class Sender(IReadOnlyList<Delivery> plan, Ledger ledger, CopernicaSigner signer, Uri url) : IDisposable
{
    /// <summary>How many deliveries are made at once.</summary>
    public const int AtOnce = 24;

    // Copernica does not say when it calls again. Soon is harder on the app.
    private const int LeastPause = 200;
    private const int MostPause = 1500;

    private readonly Webhook _webhook = new();
    private readonly HttpRequestMessage?[] _firsts = new HttpRequestMessage?[plan.Max(delivery => delivery.Notification.Number) + 1];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _next = -1;

    /// <summary>Sends everything.</summary>
    /// <param name="seed">Decides how long each pause is, and whether a repeat is signed anew.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>A task that ends when all is acknowledged, except for what is given up.</returns>
    public Task RunAsync(int seed, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(worker => WorkAsync(new Random(unchecked(seed + worker)), cancellationToken)));

    /// <summary>How many deliveries have been begun.</summary>
    public int Begun => Math.Min(Volatile.Read(ref _next) + 1, plan.Count);

    public void Dispose()
    {
        _webhook.Dispose();
        foreach (var request in _firsts)
            request?.Dispose();
    }

    private async Task WorkAsync(Random random, CancellationToken cancellationToken)
    {
        while (Interlocked.Increment(ref _next) is var at && at < plan.Count)
        {
            if (plan[at].DueAt - _clock.Elapsed is { Ticks: > 0 } early)
                await Task.Delay(early, cancellationToken);
            await DeliverAsync(plan[at], random, cancellationToken);
        }
    }

    private async Task DeliverAsync(Delivery delivery, Random random, CancellationToken cancellationToken)
    {
        var notification = delivery.Notification;
        var anew = delivery.Kind != DeliveryKind.Identical;
        while (true)
        {
            using var request = delivery.Kind == DeliveryKind.OtherWebhook
                ? signer.Sign(url, notification.ContentType, notification.OtherBody(), DateTimeOffset.UtcNow)
                : await RequestAsync(notification, anew, cancellationToken);
            var answer = await _webhook.PostAsync(request, cancellationToken);
            ledger.Note(notification, answer);
            if (answer.EventId is not null || notification.GivesUp || delivery.Kind != DeliveryKind.Original)
                return;
            anew = random.Next(2) == 0;
            await Task.Delay(Pause.Between(random, LeastPause, MostPause), cancellationToken);
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(Notification notification, bool anew, CancellationToken cancellationToken)
    {
        if (!anew && Volatile.Read(ref _firsts[notification.Number]) is { } first)
            return await Webhook.CopyAsync(first, cancellationToken);
        var signed = signer.Sign(url, notification.ContentType, notification.Body(), DateTimeOffset.UtcNow);
        // Kept unsent: it is copied, so that it can be sent again.
        Interlocked.CompareExchange(ref _firsts[notification.Number], signed, null);
        return await Webhook.CopyAsync(signed, cancellationToken);
    }
}
