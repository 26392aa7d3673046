using System.Globalization;
using System.Reflection;
using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Tests.Classification;

/// <summary>A reply of a file of cases: which reasons are right, and whether it may suppress at once.</summary>
internal sealed record ReplyCase(IReadOnlyList<Reason> Reasons, string Advice, DeliveryReply Reply, string Why)
{
    /// <summary>The rows of an embedded file, as NUnit takes them.</summary>
    public static IEnumerable<TestCaseData> Of(string file)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!);
        foreach (var line in RuleFile.Read(file, reader, 7))
        {
            var code = line[2].Length == 0 ? (int?)null : int.Parse(line[2], CultureInfo.InvariantCulture);
            var text = line[5].Length == 0 ? null : line[5].Replace("\\n", "\n", StringComparison.Ordinal);
            var reply = Replies.Reply(text, code, line[3].Length == 0 ? null : line[3], line[4].Length == 0 ? null : line[4]);
            Reason[] reasons = [.. line[0].Split('/').Select(name => ClassificationNames.ReasonOf(name) ?? throw line.Error($"\"{name}\" is not a reason"))];
            yield return new TestCaseData(new ReplyCase(reasons, line[1], reply, line[6])).SetArgDisplayNames($"line {line.Number}: {line[6]}");
        }
    }
}
