using FailureFunctions.Classification;
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
        var book = RuleBook.Load();
        var words = new ReplyText(book.Vocabulary, reply.Description, new Word[ReplyText.MostWords]).Words;
        output.WriteLine($"words       {string.Join(' ', Enumerable.Range(0, words.Length).Select(at => book.Vocabulary.NameOf(words[at].Id)))}");
        output.WriteLine("rules whose patterns are in the text, in order of precedence (some may not apply to this state or code):");
        foreach (var pattern in new RuleIndex(book.Patterns, book.Vocabulary.Count).All(words))
        {
            var mark = pattern.Rule.Name == ours.Rule ? "→" : " ";
            output.WriteLine($"  {mark} {pattern.Rule.Name}: \"{pattern.Text}\" = {ClassificationNames.Of(pattern.Rule.Reason)}; {pattern.Rule.Line.Place}");
        }
    }

    private static string ExtendedOf(DeliveryReply reply) => reply.Extended switch
    {
        null => "–",
        { } extended when DerivedCodes.IsDerived(extended, reply.Code) => $"{extended}, merely derived from the reply code",
        { } extended => extended.ToString(),
    };
}
