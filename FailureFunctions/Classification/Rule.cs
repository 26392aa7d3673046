using System.Runtime.InteropServices;

namespace FailureFunctions.Classification;

/// <summary>Whom or what a rule's words are about: the recipient or its domain, who or what sends, the message, or a server.</summary>
internal enum About
{
    Recipient,
    Sender,
    Message,
    System,
}

/// <summary>A row of the rules about text; <c>docs/classification.md</c> explains the columns.</summary>
/// <param name="Name">Kebab-case, unique and stable: people filter and report by it.</param>
/// <param name="IsHint">Decides only when neither other words, nor codes, nor the state do.</param>
internal sealed record Rule(
    string Name, Reason Reason, Confidence Confidence, bool IsHint, Condition When, About About, RuleFile.Line Line)
{
    public Verdict Verdict { get; } = Verdict.Of(Reason, Name, Confidence);
}

/// <param name="Order">Its rank: the lowest that matches decides.</param>
/// <param name="Needed">Parts that all have to be in the reply.</param>
/// <param name="Forbidden">Parts of which none may be.</param>
internal sealed record Pattern(Rule Rule, int Order, string Text, PatternWord[][] Needed, PatternWord[][] Forbidden);

/// <summary>A word of a pattern: any of some ids, with so many other words allowed before it.</summary>
internal sealed record PatternWord(int[] Ids, int Gap)
{
    /// <param name="stars">For each word with a star, the words that it stands for.</param>
    public PatternWord With(List<int>?[] stars)
    {
        List<int>? all = null;
        foreach (var id in Ids)
            foreach (var other in CollectionsMarshal.AsSpan(stars[id]))
                if (!Is(other) && all?.Contains(other) is not true)
                    (all ??= []).Add(other);
        return all is null ? this : this with { Ids = [.. Ids, .. all] };
    }

    public bool Is(int id)
    {
        foreach (var own in Ids)
            if (own == id)
                return true;
        return false;
    }
}
