using System.Text;
using BenchmarkDotNet.Attributes;
using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Benchmarks;

/// <summary>What a classification costs: under 15 µs for a text of 300 characters, a few ms for a hostile one; and what building the classifier costs.</summary>
[MemoryDiagnoser]
public class ClassifyBenchmarks
{
    private const string Text =
        "host mx.example.nl[192.0.2.1] said: 550-5.1.1 <jan.jansen@example.nl>: the message could not be handed over to this " +
        "person, see the pages of our help desk for what to do about that. 550 5.1.1 Recipient address rejected: User unknown " +
        "in local recipient table; reference 4bXyz123456z9k8 (in reply to RCPT TO command)";

    private readonly ReplyClassifier _classifier = new();
    private DeliveryReply _common = new();
    private DeliveryReply _codes = new();
    private DeliveryReply _hostileWords = new();
    private DeliveryReply _hostileChinese = new();

    [GlobalSetup]
    public void Setup()
    {
        if (!ReplyCode.TryParse("550", out var code) || !EnhancedStatusCode.TryParse("5.1.1", out var extended))
            throw new InvalidOperationException("The codes of the sample cannot be read.");
        _common = new DeliveryReply { State = "rcptto", Code = code, Extended = extended, Description = Text.PadRight(300, 'x')[..300] };
        _codes = _common with { Description = null };
        _hostileWords = new DeliveryReply { Description = Repeat("recipient address account that you tried to reach ") };
        _hostileChinese = new DeliveryReply { Description = Repeat("收件人邮箱不存") };
    }

    [Benchmark(Baseline = true)]
    public string The_same_text_normalised_and_in_lower_case() => _common.Description!.Normalize(NormalizationForm.FormKD).ToLowerInvariant();

    [Benchmark]
    public object Three_hundred_characters() => _classifier.Classify(_common);

    [Benchmark]
    public object Codes_only() => _classifier.Classify(_codes);

    [Benchmark]
    public object Thirty_thousand_hostile_characters() => _classifier.Classify(_hostileWords);

    [Benchmark]
    public object Thirty_thousand_hostile_Chinese_characters() => _classifier.Classify(_hostileChinese);

    [Benchmark]
    public object Building() => new ReplyClassifier();

    private static string Repeat(string part) => string.Concat(Enumerable.Repeat(part, 30_000 / part.Length));
}
