using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>What is known of a reply beside its text.</summary>
internal readonly record struct Circumstances(ReplyCode? Code, EnhancedStatusCode? Extended, Stage Stage, string? State)
{
    /// <summary>4 or 5 as a rule; 0 when there is no code.</summary>
    public int Class => Code?.Class ?? Extended?.Class ?? 0;
}

/// <summary>
/// What must hold beside the text: one of the codes, one of the enhanced codes, and one of the stages or states, as far as
/// the cell names any. A term after <c>!</c> must not hold.
/// </summary>
internal sealed class Condition
{
    private readonly List<Term> _terms = [];
    private readonly List<Term> _forbidden = [];

    /// <summary>Reads a cell such as <c>5xx !5.7.x at-recipient</c>.</summary>
    /// <exception cref="FormatException">A term is none.</exception>
    public Condition(RuleFile.Line line, string cell)
    {
        foreach (var word in cell.Split(' ', RuleFile.Trimmed))
            (word[0] is '!' ? _forbidden : _terms).Add(Term.Read(word.TrimStart('!')) ?? throw line.Error($"\"{word}\" is not a condition"));
        OwnState = First(Kind.State)?.Text;
    }

    private enum Kind { Code, Enhanced, Stage, State }

    public Stage Stage => First(Kind.Stage)?.Stage ?? Stage.Unknown;

    /// <summary>The sender's own state that the rule is for; null for a rule about replies of others.</summary>
    public string? OwnState { get; }

    // In which "x" is any number.
    public string? Code => First(Kind.Code)?.Text;

    public string? Extended => First(Kind.Enhanced)?.Text;

    public bool Holds(in Circumstances known)
    {
        foreach (var term in _forbidden)
            if (term.Holds(known))
                return false;
        var (named, held) = (0, 0);
        foreach (var term in _terms)
        {
            var bit = 1 << (int)(term.Kind is Kind.State ? Kind.Stage : term.Kind);
            named |= bit;
            held |= term.Holds(known) ? bit : 0;
        }
        return named == held;
    }

    private Term? First(Kind kind) => _terms.Find(term => term.Kind == kind);

    // Numbers: of a reply code its value or class, of an enhanced code its three parts; -1 is any.
    private sealed record Term(Kind Kind, string Text, Stage Stage, int First = 0, int Second = 0, int Third = 0)
    {
        public static Term? Read(string word) => word switch
        {
            "at-recipient" => new(Kind.Stage, word, Stage.Recipient),
            "at-sender" => new(Kind.Stage, word, Stage.Sender),
            "at-message" => new(Kind.Stage, word, Stage.Message),
            "dns" or "process" => new(Kind.State, word, Stage.Local),
            ['4' or '5', 'x', 'x'] => new(Kind.Code, word, Stage.Unknown, word[0] - '0'),
            _ when ReplyCode.TryParse(word, out var code) => new(Kind.Code, word, Stage.Unknown, code.Value),
            _ when word.Split('.') is [var first, var second, var third] && Number(first) is { } a && Number(second) is { } b && Number(third) is { } c
                => new(Kind.Enhanced, word, Stage.Unknown, a, b, c),
            _ => null,
        };

        public bool Holds(in Circumstances known) => Kind switch
        {
            Kind.Code => known.Class == First || known.Code?.Value == First,
            Kind.Enhanced => known.Extended is { } code && Is(First, code.Class) && Is(Second, code.Subject) && Is(Third, code.Detail),
            Kind.Stage => known.Stage == Stage,
            _ => Text.Equals(known.State, StringComparison.OrdinalIgnoreCase),
        };

        private static bool Is(int wanted, int number) => wanted < 0 || wanted == number;

        private static int? Number(string part) => part is "x" ? -1 : int.TryParse(part, out var number) ? number : null;
    }
}
