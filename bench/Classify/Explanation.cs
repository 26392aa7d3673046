using FailureFunctions.Classification;
using FailureFunctions.Classification.Rules;
using FailureFunctions.Classification.Text;
using FailureFunctions.Smtp;

namespace FailureFunctions.Bench.Classify;

/// <summary>Says what we make of one reply, and why.</summary>
internal static class Explanation
{
    /// <summary>Makes a reply of what was typed: codes at the start of the text are its codes, unless given.</summary>
    /// <param name="text">The text.</param>
    /// <param name="state">The state; null when not given.</param>
    /// <param name="code">The reply code; null when not given.</param>
    /// <param name="extended">The enhanced code; null when not given.</param>
    /// <returns>The reply.</returns>
    public static DeliveryReply Read(string text, string? state, ReplyCode? code, EnhancedStatusCode? extended)
    {
        var words = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        var next = 0;
        if (words.Length > next && ReplyCode.TryParse(words[next], out var leading))
        {
            code ??= leading;
            next++;
        }

        if (words.Length > next && EnhancedStatusCode.TryParse(words[next], out var enhanced))
            extended ??= enhanced;
        return new DeliveryReply { State = state, Code = code, Extended = extended, Description = text };
    }

    /// <summary>Prints what we make of a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="output">Where to.</param>
    public static void Print(DeliveryReply reply, TextWriter output)
    {
        var ours = new ReplyClassifier().Classify(reply);
        output.WriteLine($"reason      {ClassificationNames.Of(ours.Reason)}");
        output.WriteLine($"severity    {ClassificationNames.Of(ours.Severity)}");
        output.WriteLine($"advice      {ClassificationNames.Of(ours.Advice)}");
        output.WriteLine($"rule        {ours.Rule}");
        output.WriteLine($"confidence  {ClassificationNames.Of(ours.Confidence)}");
        output.WriteLine();
        output.WriteLine($"from        state {reply.State ?? "–"}, code {reply.Code?.ToString() ?? "–"}, extended {ExtendedOf(reply)}");
        var text = reply.Description ?? "";
        var folded = FoldedText.Of(text, new char[FoldedText.RoomFor(text.Length)]).Words.ToString();
        output.WriteLine($"words       {Readable(folded)}");
        output.WriteLine("rules whose patterns are in the text, in order of precedence (some may not apply to this state or code):");
        var book = LocalRules.Rows.Concat(RuleBook.InOrderOfPrecedence).Concat(StageHints.Rows);
        foreach (var (rule, pattern) in book.SelectMany(rule => rule.Patterns.Where(pattern => Matches(rule, pattern, folded)).Select(pattern => (rule, pattern))))
        {
            var mark = rule.Name == ours.Rule ? "→" : " ";
            var when = rule.When is Circumstances.None ? "" : $" (only {rule.When})";
            output.WriteLine($"  {mark} {rule.Name}: \"{pattern}\" = {ClassificationNames.Of(rule.Reason)}{when}; {rule.Source}");
        }
    }

    private static string ExtendedOf(DeliveryReply reply) => reply.Extended switch
    {
        null => "–",
        { } extended when DerivedCodes.IsDerived(extended, reply.Code) => $"{extended}, merely derived from the reply code",
        { } extended => extended.ToString(),
    };

    private static string Readable(string folded) => folded
        .Replace($"{WordBuffer.Address}", "{address}", StringComparison.Ordinal)
        .Replace($"{WordBuffer.Ip}", "{ip}", StringComparison.Ordinal)
        .Replace($"{WordBuffer.Host}", "{host}", StringComparison.Ordinal);

    private static bool Matches(Rule rule, string pattern, string folded) =>
        new PhraseIndex([rule with { Patterns = [pattern], When = Circumstances.None }]).Find(folded, Circumstances.None) == 0;
}
