using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// What codes stand for when words do not decide: <c>Rules/codes.tsv</c>. It has IANA's enhanced codes (RFC
/// 5248), those that providers made up or use otherwise, and the reply codes (RFC 5321 and its extensions). A row with the
/// reason <c>unknown</c> is a code that does not decide.
/// </summary>
internal sealed class CodeTables
{
    // In class 4 the details up to here keep the registered meaning: 4.4.1 is a host that does not answer, and 5.4.1
    // Microsoft's code for an address that does not exist. Above it there is one meaning for both classes.
    private const int LastWithTwoMeanings = 19;

    private const int MostParts = 1000;

    // Kinds of keys beside the classes 4 and 5: a registered code of any class, a reply code, a provider's code.
    private const int AnyClass = 0, Reply = 1, Provider = 2;

    // By the parts of an enhanced code, or a code and its stage, as one number.
    private readonly Dictionary<int, Verdict> _verdicts = [];

    /// <param name="lines">Kind, code, where, reason, name, source.</param>
    /// <exception cref="FormatException">A line is wrong; the message names file and line.</exception>
    public CodeTables(IEnumerable<RuleFile.Line> lines)
    {
        foreach (var line in lines)
        {
            var isNew = line[0] switch
            {
                "reply" => AddReply(line, (Stage)line.IndexAt(2, ClassificationNames.Stages)),
                "enhanced" => AddEnhanced(line),
                "provider" => AddProvider(line),
                _ => throw line.Error($"\"{line[0]}\" is not a kind of code"),
            };
            if (!isNew)
                throw line.Error($"{line[0]} {line[1]} is there already");
        }
    }

    public IEnumerable<Verdict> Verdicts => _verdicts.Values;

    /// <summary>The tables that are embedded in the app.</summary>
    public static CodeTables Load() => new(RuleFile.Read("codes.tsv", 6));

    public Verdict? OfReply(ReplyCode code, Stage stage) =>
        Find(Reply, code.Value, (int)stage) ?? Find(Reply, code.Value, (int)Stage.Unknown);

    /// <summary>What an enhanced code stands for by IANA's register. Class 4 may be milder.</summary>
    public Verdict? OfRegister(EnhancedStatusCode code) =>
        code.Class is not (4 or 5) ? null
        : Find(code.Class, code.Subject, code.Detail) ?? Find(AnyClass, code.Subject, code.Detail);

    /// <summary>What an enhanced code stands for by a provider's own use.</summary>
    public Verdict? OfProvider(EnhancedStatusCode code) =>
        code.Class is 5 || code.Detail > LastWithTwoMeanings ? Find(Provider, code.Subject, code.Detail) : null;

    private Verdict? Find(int kind, int subject, int detail) => _verdicts.TryGetValue(KeyOf(kind, subject, detail), out var verdict) ? verdict : null;

    private static int KeyOf(int kind, int subject, int detail) => (((kind * MostParts) + subject) * MostParts) + detail;

    private bool AddReply(RuleFile.Line line, Stage stage)
    {
        if (!ReplyCode.TryParse(line[1], out var code))
            throw line.Error($"\"{line[1]}\" is not a reply code");
        var name = stage is Stage.Unknown ? $"reply-{line[1]}" : $"reply-{line[1]}-at-{line[2]}";
        return VerdictOf(line, name, Confidence.Low) is not { } verdict || _verdicts.TryAdd(KeyOf(Reply, code.Value, (int)stage), verdict);
    }

    private bool AddEnhanced(RuleFile.Line line)
    {
        var isAnyClass = line[1].StartsWith("x.", StringComparison.Ordinal);
        var code = EnhancedAt(line, isAnyClass ? $"5{line[1][1..]}" : line[1]);
        var name = isAnyClass ? $"enhanced-{code.Subject}-{code.Detail}" : $"enhanced-{code.Class}-{code.Subject}-{code.Detail}";
        return VerdictOf(line, name, Confidence.Medium) is not { } verdict || _verdicts.TryAdd(KeyOf(isAnyClass ? AnyClass : code.Class, code.Subject, code.Detail), verdict);
    }

    // One code, or a range of details: x.7.606-649.
    private bool AddProvider(RuleFile.Line line)
    {
        var range = line[1].Split('-');
        var first = EnhancedAt(line, $"5{range[0][1..]}");
        var last = range.Length == 1 ? first.Detail : int.TryParse(range[1], out var detail) ? detail : throw line.Error($"\"{line[1]}\" is not a range of codes");
        var isNew = true;
        for (detail = first.Detail; detail <= last; detail++)
            isNew &= _verdicts.TryAdd(KeyOf(Provider, first.Subject, detail), VerdictOf(line, $"provider-{first.Subject}-{detail}", Confidence.Medium) ?? throw line.Error("it has no reason"));
        return isNew;
    }

    private static EnhancedStatusCode EnhancedAt(RuleFile.Line line, string text) =>
        EnhancedStatusCode.TryParse(text, out var code) ? code : throw line.Error($"\"{line[1]}\" is not an enhanced status code");

    private static Verdict? VerdictOf(RuleFile.Line line, string name, Confidence confidence) =>
        line.ReasonAt(3) is Reason.Unknown ? null : Verdict.Of(line.ReasonAt(3), name, confidence);
}
