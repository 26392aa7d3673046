using System.Text;
using BenchmarkDotNet.Attributes;
using FailureFunctions.Classification;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Benchmarks;

/// <summary>What a notification costs on its way: reading under 10 µs and 6 KB; keys; the message.</summary>
[MemoryDiagnoser]
public class IntakeBenchmarks
{
    private const string Form =
        "id=b4icbaqjswyrb7tc&type=failure&timestamp=2024-06-03+14%3A07%3A31&time=1717416451&recipient=jan.jansen%2Bnieuws%40example.nl"
        + "&action=failure&state=rcptto&code=550&extended=5.1.1&description=550+5.1.1+%3Cjan.jansen%2Bnieuws%40example.nl%3E%3A+Recipient"
        + "+address+rejected%3A+User+unknown&tags%5B%5D=nieuwsbrief&tags%5B%5D=juni2024";

    private const string Json =
        """{"id": "b4icbaqjswyrb7te", "type": "failure", "timestamp": "2024-06-03 14:07:31", "time": 1717416451, "recipient": "josé@exämple.de", "action": "failure", "state": "message", "code": 554, "extended": "5.7.1", "description": "Blocked: message contains spam\r\nsee https://example.org/b?x=1&y=2", "tags": ["nieuwsbrief"]}""";

    private readonly FailureFactory _factory = new(new ReplyClassifier(), Options.Create(new CopernicaOptions()), TimeProvider.System);
    private readonly byte[] _form = Encoding.UTF8.GetBytes(Form);
    private readonly byte[] _json = Encoding.UTF8.GetBytes(Json);
    private FailureNotification? _notification;
    private Failure? _failure;

    [GlobalSetup]
    public void Setup()
    {
        _notification = ((ReadResult.Read)NotificationReader.Read(_form)).Notification;
        _failure = _factory.Create("account_1234", _notification, null);
    }

    [Benchmark(Baseline = true)]
    public object Read_a_form() => NotificationReader.Read(_form);

    [Benchmark]
    public object Read_JSON() => NotificationReader.Read(_json);

    [Benchmark]
    public string Key_of_an_ASCII_address() => RecipientKey.Of("Jan.Jansen+Nieuws@Example.NL").PartitionKey;

    [Benchmark]
    public string Key_of_an_internationalised_address() => RecipientKey.Of("José@Exämple.DE").PartitionKey;

    [Benchmark]
    public object Id_of_an_event() => EventId.Of("account_1234", _failure!.RecipientKey, _notification!);

    [Benchmark]
    public object Make_the_failure() => _factory.Create("account_1234", _notification!, null);

    [Benchmark]
    public ReadOnlyMemory<byte> Write_the_body_of_the_message() => FailureEvent.BodyOf(_failure!);
}
