using System.Globalization;
using System.Text;

namespace FailureFunctions.Bench.Drain;

/// <summary>The bodies of notifications to fill the outbox with.</summary>
/// <param name="Count">How many.</param>
/// <param name="Mixed">
/// False: each is of an address of its own that does not exist. True: each address fails several times, a week apart, always for the
/// same reason; the reasons have about the shares of the labelled replies.
/// </param>
/// <param name="Times">How often an address fails, if mixed.</param>
internal sealed record Notifications(int Count, bool Mixed, int Times)
{
    private static readonly TimeSpan Apart = TimeSpan.FromDays(7);
    private static readonly (string Code, string Extended, string Text) Unknown = ("550", "5.1.1", "Recipient address rejected: User unknown");

    private static readonly (string Code, string Extended, string Text)[] Replies =
    [
        Unknown, Unknown, Unknown, Unknown,
        ("552", "5.2.2", "Mailbox full"),
        ("", "4.4.7", "Delivery time expired"),
        ("550", "5.7.1", "Our system has detected that your IP address has a low reputation"),
        ("550", "5.1.2", "Host or domain name not found"),
        ("554", "5.7.1", "Message content rejected as spam"),
        ("451", "4.3.0", "Temporary server error, please try again later"),
    ];

    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    private int Addresses => Mixed ? Math.Max(Count / Times, 1) : Count;

    /// <param name="number">From 0: each address once, then each again.</param>
    public byte[] this[int number]
    {
        get
        {
            var address = number % Addresses;
            var (code, extended, text) = Mixed ? Replies[address % Replies.Length] : Unknown;
            var weeksAgo = Mixed ? Times - 1 - number / Addresses : 0;
            return Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"id=m{number}&type=failure&time={(_now - weeksAgo * Apart).ToUnixTimeSeconds()}&recipient=r{address}%40example.nl&action=failure"
                + $"&state=rcptto&code={code}&extended={extended}&description={Uri.EscapeDataString($"{code} {extended} {text}")}&tags%5B%5D=nieuwsbrief"));
        }
    }
}
