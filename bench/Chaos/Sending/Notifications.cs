using FailureFunctions.Bench.Chaos.Checking;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Bench.Chaos.Sending;

/// <summary>Makes notifications, no two of the same event.</summary>
internal static class Notifications
{
    // One in this many is given up after its first attempt: what becomes of it without an acknowledgement is open.
    private const int OneGivesUpIn = 50;

    private static readonly (string State, int? Code, string? Extended, string? Description)[] Replies =
    [
        ("rcptto", 550, "5.1.1", "550 5.1.1 Recipient address rejected: User unknown"),
        ("bounce", 552, "5.2.2", "552 5.2.2 Mailbox full"),
        ("dns", null, null, null),
        ("rcptto", 554, "5.7.1", "554 5.7.1 Service unavailable; client host blocked using a DNS blocklist"),
        ("process", 451, "4.4.7", "message expired"),
        (FailureFacts.Complaint, null, null, "abuse"),
        ("message", 554, "5.7.1", "Blocked: message contains spam & links\r\nsee https://example.org/b?x=1&y=2 – é"),
    ];

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    private static readonly string?[] Tags = ["nieuwsbrief", "juni2024", null];

    /// <summary>Makes them.</summary>
    /// <param name="seed">The same seed makes the same notifications, but for their times.</param>
    /// <param name="count">How many.</param>
    public static Notification[] Create(int seed, int count)
    {
        var random = new Random(seed);
        var first = new DateTimeOffset(2024, 6, 3, 14, 7, 31, TimeSpan.Zero);
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            var (state, code, extended, description) = Replies[random.Next(Replies.Length)];
            var facts = new FailureFacts(
                $"{seed:x}-{number}",
                // Some addresses fail several times.
                $"r{random.Next(count)}@example.nl",
                LocalKey.Account,
                // Half come late, and are claimed.
                random.Next(2) == 0 ? Now : first.AddSeconds(random.Next(1_000_000)),
                state,
                code,
                extended,
                description,
                Tags[random.Next(Tags.Length)]);
            return new Notification(number, facts, Json: random.Next(2) == 0, GivesUp: random.Next(OneGivesUpIn) == 0);
        })];
    }
}
