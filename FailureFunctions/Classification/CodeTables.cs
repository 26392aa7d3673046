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

    // By a code and its stage, and by the parts of an enhanced code, as one number.
    private readonly Dictionary<int, Verdict> _replies = [];
    private readonly Dictionary<int, Verdict> _registered = [];
    private readonly Dictionary<int, Verdict> _providers = [];

    /// <param name="lines">Kind, code, where, reason, name, source.</param>
    /// <exception cref="FormatException">A line is wrong; the message names file and line.</exception>
    public CodeTables(IEnumerable<RuleFile.Line> lines)
    {
        foreach (var line in lines)
        {
            var isNew = line[0] switch
            {
                "reply" => AddReply(line, line.EnumAt<Stage>(2)),
                "enhanced" => AddEnhanced(line),
                "provider" => AddProvider(line),
                _ => throw line.Error($"\"{line[0]}\" is not a kind of code"),
            };
            if (!isNew)
                throw line.Error($"{line[0]} {line[1]} is there already");
        }
    }

    public IEnumerable<Verdict> Verdicts => [.. _replies.Values, .. _registered.Values, .. _providers.Values];

    /// <summary>The tables that are embedded in the app.</summary>
    public static CodeTables Load() => new(RuleFile.Read("codes.tsv", 6));

    public Verdict? OfReply(ReplyCode code, Stage stage) =>
        _replies.GetValueOrDefault(KeyOf(code, stage)) ?? _replies.GetValueOrDefault(KeyOf(code, Stage.Unknown));

    /// <summary>What an enhanced code stands for by IANA's register. Class 4 may be milder.</summary>
    public Verdict? OfRegister(EnhancedStatusCode code) =>
        code.Class is not (4 or 5) ? null
        : _registered.GetValueOrDefault(KeyOf(code.Class, code.Subject, code.Detail)) ?? _registered.GetValueOrDefault(KeyOf(0, code.Subject, code.Detail));

    /// <summary>What an enhanced code stands for by a provider's own use.</summary>
    public Verdict? OfProvider(EnhancedStatusCode code) =>
        code.Class is 5 || code.Detail > LastWithTwoMeanings ? _providers.GetValueOrDefault(KeyOf(0, code.Subject, code.Detail)) : null;

    private static int KeyOf(ReplyCode code, Stage stage) => KeyOf(0, code.Value, (int)stage);

    private static int KeyOf(int codeClass, int subject, int detail) => (((codeClass * MostParts) + subject) * MostParts) + detail;

    private bool AddReply(RuleFile.Line line, Stage stage)
    {
        if (!ReplyCode.TryParse(line[1], out var code))
            throw line.Error($"\"{line[1]}\" is not a reply code");
        var name = stage is Stage.Unknown ? $"reply-{line[1]}" : $"reply-{line[1]}-at-{line[2]}";
        return VerdictOf(line, name, Confidence.Low) is not { } verdict || _replies.TryAdd(KeyOf(code, stage), verdict);
    }

    private bool AddEnhanced(RuleFile.Line line)
    {
        var isAnyClass = line[1].StartsWith("x.", StringComparison.Ordinal);
        var code = EnhancedAt(line, isAnyClass ? $"5{line[1][1..]}" : line[1]);
        var name = isAnyClass ? $"enhanced-{code.Subject}-{code.Detail}" : $"enhanced-{code.Class}-{code.Subject}-{code.Detail}";
        return VerdictOf(line, name, Confidence.Medium) is not { } verdict || _registered.TryAdd(KeyOf(isAnyClass ? 0 : code.Class, code.Subject, code.Detail), verdict);
    }

    // One code, or a range of details: x.7.606-649.
    private bool AddProvider(RuleFile.Line line)
    {
        var range = line[1].Split('-');
        var first = EnhancedAt(line, $"5{range[0][1..]}");
        var last = range.Length == 1 ? first.Detail : int.TryParse(range[1], out var detail) ? detail : throw line.Error($"\"{line[1]}\" is not a range of codes");
        var isNew = true;
        for (detail = first.Detail; detail <= last; detail++)
            isNew &= _providers.TryAdd(KeyOf(0, first.Subject, detail), VerdictOf(line, $"provider-{first.Subject}-{detail}", Confidence.Medium) ?? throw line.Error("it has no reason"));
        return isNew;
    }

    private static EnhancedStatusCode EnhancedAt(RuleFile.Line line, string text) =>
        EnhancedStatusCode.TryParse(text, out var code) ? code : throw line.Error($"\"{line[1]}\" is not an enhanced status code");

    private static Verdict? VerdictOf(RuleFile.Line line, string name, Confidence confidence) =>
        line.ReasonAt(3) is Reason.Unknown ? null : Verdict.Of(line.ReasonAt(3), name, confidence);
}
