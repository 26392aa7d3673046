namespace FailureFunctions.Classification.Text;

/// <summary>A part of a pattern: words that stand together.</summary>
/// <param name="Gap">How many words may lie between the part before it and this one.</param>
/// <param name="Phrases">The phrases that it may be, folded; each ends with a blank where the word must end.</param>
internal sealed record PatternPart(int Gap, IReadOnlyList<string> Phrases);
