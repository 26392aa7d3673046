namespace FailureFunctions.Bench.Chaos.Sending;

/// <summary>Why a notification is sent.</summary>
internal enum DeliveryKind
{
    /// <summary>To get it there: again and again until it is acknowledged.</summary>
    Original,

    /// <summary>The same facts once more, signed anew; sent once.</summary>
    SignedAnew,

    /// <summary>The very same bytes once more, signature included; sent once.</summary>
    Identical,

    /// <summary>The same bounce by the other webhook that reports it; sent once.</summary>
    OtherWebhook,
}

/// <summary>One delivery.</summary>
/// <param name="DueAt">When, from the start.</param>
/// <param name="Notification">What.</param>
/// <param name="Kind">Why.</param>
internal sealed record Delivery(TimeSpan DueAt, Notification Notification, DeliveryKind Kind);

/// <summary>Plans deliveries: every notification in its turn, and repeats of some at the same moment or a little later.</summary>
internal static class Deliveries
{
    private const double SignedAnewShare = 0.15;
    private const double IdenticalShare = 0.15;
    private const int MostLate = 5000;

    /// <summary>Makes the plan, in the order of time.</summary>
    public static Delivery[] Plan(IReadOnlyList<Notification> notifications, int seed, TimeSpan sending)
    {
        var random = new Random(seed);
        var plan = new List<Delivery>();
        foreach (var notification in notifications)
        {
            var due = sending * ((double)notification.Number / notifications.Count);
            plan.Add(new Delivery(due, notification, DeliveryKind.Original));
            if (random.NextDouble() < SignedAnewShare)
                plan.Add(new Delivery(due + Later(random), notification, DeliveryKind.SignedAnew));
            if (notification.IsBounce)
                plan.Add(new Delivery(due + Later(random), notification, DeliveryKind.OtherWebhook));
            if (random.NextDouble() < IdenticalShare)
                plan.Add(new Delivery(due + Later(random), notification, DeliveryKind.Identical));
        }
        return [.. plan.OrderBy(delivery => delivery.DueAt)];
    }

    private static TimeSpan Later(Random random) => TimeSpan.FromMilliseconds(random.Next(2) == 0 ? 0 : random.Next(MostLate));
}
