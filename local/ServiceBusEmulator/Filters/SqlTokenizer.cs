using System.Text;
using System.Text.RegularExpressions;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>Splits a SQL filter into tokens.</summary>
internal static partial class SqlTokenizer
{
    /// <exception cref="SqlFilterException">A character does not belong there, or a quote is not closed.</exception>
    public static IReadOnlyList<SqlToken> Read(string sql)
    {
        var tokens = new List<SqlToken>();
        var at = 0;
        while (true)
        {
            while (at < sql.Length && char.IsWhiteSpace(sql[at]))
                at++;
            if (at == sql.Length)
                break;

            tokens.Add(Next(sql, ref at));
        }

        tokens.Add(new SqlToken(SqlTokenKind.End, "", sql.Length + 1));
        return tokens;
    }

    private static SqlToken Next(string sql, ref int at)
    {
        var position = at + 1;
        switch (sql[at])
        {
            case '\'':
                return new SqlToken(SqlTokenKind.Text, Quoted(sql, ref at, '\''), position);
            case '"':
                return new SqlToken(SqlTokenKind.QuotedName, Quoted(sql, ref at, '"'), position);
            case '[':
                return new SqlToken(SqlTokenKind.QuotedName, Quoted(sql, ref at, ']'), position);
        }

        return Match(Number(), SqlTokenKind.Number, sql, ref at)
            ?? Match(Word(), SqlTokenKind.Word, sql, ref at)
            ?? Match(Symbol(), SqlTokenKind.Symbol, sql, ref at)
            ?? throw new SqlFilterException($"the character '{sql[at]}' at position {position} is not understood");
    }

    private static SqlToken? Match(Regex pattern, SqlTokenKind kind, string sql, ref int at)
    {
        var match = pattern.Match(sql, at);
        if (!match.Success)
            return null;

        var token = new SqlToken(kind, match.Value, at + 1);
        at += match.Length;
        return token;
    }

    /// <summary>Reads up to the closing quote; a doubled one stands for itself.</summary>
    private static string Quoted(string sql, ref int at, char close)
    {
        var begin = at++;
        var text = new StringBuilder();
        while (at < sql.Length)
        {
            var character = sql[at++];
            if (character != close)
                text.Append(character);
            else if (at < sql.Length && sql[at] == close)
                text.Append(sql[at++]);
            else
                return text.ToString();
        }

        throw new SqlFilterException($"the quote {sql[begin]} at position {begin + 1} is not closed");
    }

    [GeneratedRegex(@"\G(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[\p{L}_][\p{L}\p{Nd}_$#-[\s]]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\G(<>|!=|<=|>=|[=<>(),.+\-*/%])", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}
