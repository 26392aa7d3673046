using System.Text;

namespace FailureFunctions.Local.Send;

/// <summary>Bodies as Copernica sends them, with invented contents.</summary>
public static class SampleBodies
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly (string What, string ContentType, string Body)[] Bodies =
    [
        ("a mailbox that does not exist", Form,
            "id=b4icbaqjswyrb7tc&type=failure&timestamp=2024-06-03+14%3A07%3A31&time=1717416451&recipient=jan.jansen%2Bnieuws%40example.nl"
            + "&action=failure&state=rcptto&code=550&extended=5.1.1&description=550+5.1.1+%3Cjan.jansen%2Bnieuws%40example.nl%3E%3A+Recipient"
            + "+address+rejected%3A+User+unknown&tags%5B%5D=nieuwsbrief&tags%5B%5D=juni2024"),
        ("a full mailbox, bounced later", Form,
            "id=k7mq2xw0zr5hdp3a&type=failure&timestamp=2024-06-03+14%3A12%3A02&time=1717416722&recipient=info%40voorbeeld.example"
            + "&action=failed&state=bounce&extended=5.2.2&description=smtp%3B+552+5.2.2+Mailbox+full&profile=9033832&mailing=466"),
        ("a domain that does not exist", Form,
            "id=b4icbaqjswyrb7td&type=failure&timestamp=2024-06-04+14%3A07%3A40&time=1717502860&recipient=piet%40gmai.example"
            + "&action=failure&state=dns&code=&extended=&description=&tags="),
        ("a block for content, in JSON", "application/json",
            """
            {"id": "b4icbaqjswyrb7te", "type": "failure", "timestamp": "2024-06-03 14:07:31", "time": 1717416451, "recipient": "josé@exämple.de", "action": "failure", "state": "message", "code": 554, "extended": "5.7.1", "description": "Blocked: message contains spam\r\nsee https://example.org/b?x=1&y=2", "tags": ["nieuwsbrief"]}
            """),
        ("a message that expired", Form,
            "id=ms9x1&type=failure&timestamp=2024-06-04+14%3A30%3A00&time=1717504200&recipient=x%40example.com"
            + "&action=failure&state=process&code=451&extended=4.4.7&description=message+expired"),
        ("an out-of-office message of the other webhook", Form,
            "id=n2f6tq8vwe1yxk9c&type=bounce&timestamp=2024-06-03+14%3A20%3A10&time=1717417210&recipient=info%40voorbeeld.example"
            + "&envelope=ui2ad8f9%40feedback.uwbedrijf.example&mime=From%3A+MAILER-DAEMON%40mx.voorbeeld.example%0D%0ASubject%3A+Out+of+office"
            + "%0D%0A%0D%0AIk+ben+afwezig.&tags%5B0%5D=nieuwsbrief"),
    ];

    // Of the bounces and the complaint that follow the others.
    private static readonly DateTimeOffset Returned = new(2024, 6, 3, 12, 20, 10, TimeSpan.Zero);

    /// <summary>How many there are; they are numbered from 1.</summary>
    public static int Count => Bodies.Length + ReturnedMail.Described.Count;

    /// <summary>One of each kind that the app tells apart: a failure, two bounces, an automatic reply, a complaint.</summary>
    public static IReadOnlyList<int> OneOfEach => [1, .. Enumerable.Range(Bodies.Length + 1, ReturnedMail.Described.Count)];

    /// <summary>A sample.</summary>
    /// <param name="number">1 to <see cref="Count"/>.</param>
    public static (string ContentType, byte[] Body) Get(int number) => number <= Bodies.Length
        ? (Bodies[number - 1].ContentType, Encoding.UTF8.GetBytes(Bodies[number - 1].Body))
        : (Form, ReturnedMail.Create(number - Bodies.Length - 1, $"r{number}sample", Returned));

    /// <summary>What a sample is about.</summary>
    /// <param name="number">1 to <see cref="Count"/>.</param>
    public static string Describe(int number) => number <= Bodies.Length ? Bodies[number - 1].What : ReturnedMail.Described[number - Bodies.Length - 1];
}
