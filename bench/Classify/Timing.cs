using System.Diagnostics;
using System.Globalization;
using System.Text;
using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Bench.Classify;

/// <summary>
/// Measures a classification on a machine that has other work too: many batches, each so short that most run undisturbed,
/// of which the fastest counts. For quiet machines there is <c>bench/Benchmarks</c>.
/// </summary>
internal static class Timing
{
    private const int Batches = 4000;

    private const string Text =
        "host mx.example.nl[192.0.2.1] said: 550-5.1.1 <jan.jansen@example.nl>: the message could not be handed over to this " +
        "person, see the pages of our help desk for what to do about that. 550 5.1.1 Recipient address rejected: User unknown " +
        "in local recipient table; reference 4bXyz123456z9k8 (in reply to RCPT TO command)";

    /// <summary>Measures and prints.</summary>
    /// <param name="output">Where to.</param>
    public static void Print(TextWriter output)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var classifier = new ReplyClassifier();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"built, the first time: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) / 1048576.0:0.0} MiB"));
        start = Stopwatch.GetTimestamp();
        classifier.Classify(Explanation.Read(Text, "rcptto", null, null));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the first reply: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms"));
        var (building, bytes) = Measure(1, () => new ReplyClassifier() is null ? 0 : 1, 200);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"built again: {building / 1000:0.0} ms, {bytes / 1048576.0:0.0} MiB"));
        var text = Text.PadRight(300, 'x')[..300];
        var baseline = Measure(100, () => text.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"baseline: the same 300 characters by Normalize and ToLowerInvariant {baseline.Microseconds:0.00} µs, {baseline.Bytes} B"));
        Line("300 characters", 100, text);
        Line("codes only", 1000, null);
        Line("30,000 hostile characters", 1, Repeat("recipient address account that you tried to reach "));
        Line("30,000 hostile Chinese characters", 1, Repeat("收件人邮箱不存"));

        void Line(string name, int calls, string? description)
        {
            var reply = Explanation.Read(description ?? "", "rcptto", ReplyCode.TryParse("550", out var code) ? code : null, EnhancedStatusCode.TryParse("5.1.1", out var extended) ? extended : null);
            var (microseconds, bytes) = Measure(calls, () => classifier.Classify(reply).Rule.Length);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34} {microseconds,8:0.00} µs {bytes,6} B {microseconds / baseline.Microseconds,8:0.0} × baseline"));
        }
    }

    private static (double Microseconds, long Bytes) Measure(int calls, Func<int> call, int batches = Batches)
    {
        var fastest = long.MaxValue;
        var lengths = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < batches; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
                lengths += call();
            fastest = Math.Min(fastest, Stopwatch.GetTimestamp() - start);
        }

        GC.KeepAlive(lengths);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / ((long)batches * calls);
        return (fastest * 1e6 / Stopwatch.Frequency / calls, bytes);
    }

    private static string Repeat(string part) => string.Concat(Enumerable.Repeat(part, 30_000 / part.Length));
}
