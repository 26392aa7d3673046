using System.Text;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests;

/// <summary>Notifications as Copernica's documentation shows them.</summary>
internal static class Samples
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";

    /// <summary>A clock by which the samples are reported at once, so that none comes late.</summary>
    public static readonly TimeProvider AtOnce = new FixedTime(new DateTimeOffset(2024, 6, 3, 12, 10, 0, TimeSpan.Zero));

    /// <summary>Shortly after the samples happened.</summary>
    public static readonly DateTimeOffset Now = new(2024, 6, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Synchronous, hard.</summary>
    public const string UserUnknown =
        "id=b4icbaqjswyrb7tc&type=failure&timestamp=2024-06-03+14%3A07%3A31&time=1717416451&recipient=jan.jansen%2Bnieuws%40example.nl&action=failure&state=rcptto&code=550&extended=5.1.1&description=550+5.1.1+%3Cjan.jansen%2Bnieuws%40example.nl%3E%3A+Recipient+address+rejected%3A+User+unknown&tags%5B%5D=nieuwsbrief&tags%5B%5D=juni2024";

    /// <summary>Asynchronous, no code, no tags.</summary>
    public const string MailboxFull =
        "id=k7mq2xw0zr5hdp3a&type=failure&timestamp=2024-06-03+14%3A12%3A02&time=1717416722&recipient=info%40voorbeeld.example&action=failed&state=bounce&extended=5.2.2&description=smtp%3B+552+5.2.2+Mailbox+full&profile=9033832&mailing=466";

    /// <summary>DNS, empty optionals.</summary>
    public const string NoSuchDomain =
        "id=b4icbaqjswyrb7td&type=failure&timestamp=2024-06-04+14%3A07%3A40&time=1717502860&recipient=piet%40gmai.example&action=failure&state=dns&code=&extended=&description=&tags=";

    /// <summary>JSON, internationalised.</summary>
    public const string Blocked =
        """{"id": "b4icbaqjswyrb7te", "type": "failure", "timestamp": "2024-06-03 14:07:31", "time": 1717416451, "recipient": "josé@exämple.de", "action": "failure", "state": "message", "code": 554, "extended": "5.7.1", "description": "Blocked: message contains spam\r\nsee https://example.org/b?x=1&y=2", "tags": ["nieuwsbrief"]}""";

    /// <summary>Expired, final though 4xx.</summary>
    public const string Expired =
        "id=ms9x1&type=failure&timestamp=2024-06-04+14%3A30%3A00&time=1717504200&recipient=x%40example.com&action=failure&state=process&code=451&extended=4.4.7&description=message+expired";

    /// <summary>The other webhook.</summary>
    public const string Bounce =
        "id=n2f6tq8vwe1yxk9c&type=bounce&timestamp=2024-06-03+14%3A20%3A10&time=1717417210&recipient=info%40voorbeeld.example&envelope=ui2ad8f9%40feedback.uwbedrijf.example&mime=From%3A+MAILER-DAEMON%40mx.voorbeeld.example%0D%0ASubject%3A+Out+of+office%0D%0A%0D%0AIk+ben+afwezig.&tags%5B0%5D=nieuwsbrief";

    /// <summary>A webhook that is not read.</summary>
    public const string Open = "id=n2f6tq8vwe1yxk9c&type=open&timestamp=2024-06-03+14%3A20%3A10&time=1717417210&recipient=info%40voorbeeld.example";

    public static ReadResult Read(string body) =>
        Read(Encoding.UTF8.GetBytes(body));

    public static ReadResult Read(ReadOnlySpan<byte> body) =>
        NotificationReader.Read(body);

    public static FailureNotification Notification(string body) =>
        Read(body) is ReadResult.Read read
            ? read.Notification
            : throw new AssertionException($"The body was not read: {Read(body)}");
}
