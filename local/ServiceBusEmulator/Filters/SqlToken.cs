namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

internal enum SqlTokenKind
{
    /// <summary>A bare word: keyword, scope or property name.</summary>
    Word,

    /// <summary>A name in brackets or double quotes: never a keyword.</summary>
    QuotedName,

    Text,
    Number,
    Symbol,
    End,
}

/// <summary>A piece of a SQL filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, name, text without quotes, number or symbol.</param>
/// <param name="Position">Where it begins; the first character is 1.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position)
{
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == SqlTokenKind.Symbol && Text == symbol;

    public override string ToString() => Kind == SqlTokenKind.End ? "the end" : $"'{Text}'";
}
