using System.Globalization;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>
/// Reads the subset of SQL that subscription rules use: comparisons, AND, OR, NOT, IN, LIKE, IS NULL, EXISTS,
/// parentheses and constants. Arithmetic, functions and parameters are refused by name.
/// </summary>
internal sealed class SqlParser(IReadOnlyList<SqlToken> tokens)
{
    /// <summary>Deeper nesting is refused, so that no text can exhaust the stack.</summary>
    private const int DeepestNesting = 100;

    private static readonly HashSet<string> Keywords = new(["AND", "OR", "NOT", "IN", "LIKE", "ESCAPE", "IS", "NULL", "EXISTS", "TRUE", "FALSE"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];
    private int _at;
    private int _depth;

    private SqlToken Current => tokens[_at];

    /// <exception cref="SqlFilterException">The text is not of this subset.</exception>
    public SqlPredicate Parse()
    {
        var predicate = Disjunction();
        return Current.Kind == SqlTokenKind.End ? predicate : throw Expected("AND, OR or the end");
    }

    private SqlPredicate Disjunction()
    {
        if (++_depth > DeepestNesting)
            throw new SqlFilterException($"more than {DeepestNesting} levels of nesting");

        var left = Conjunction();
        while (TakeWord("OR"))
            left = SqlExpressions.Or(left, Conjunction());
        _depth--;
        return left;
    }

    private SqlPredicate Conjunction()
    {
        var left = Negation();
        while (TakeWord("AND"))
            left = SqlExpressions.And(left, Negation());
        return left;
    }

    private SqlPredicate Negation()
    {
        var negate = false;
        while (TakeWord("NOT"))
            negate = !negate;
        var predicate = Predicate();
        return negate ? SqlExpressions.Not(predicate) : predicate;
    }

    private SqlPredicate Predicate()
    {
        if (Current.IsWord("EXISTS"))
            return Exists();

        if (Current.IsSymbol("(") && OpensPredicate())
        {
            Take("(");
            var inner = Disjunction();
            Take(")");
            return inner;
        }

        var left = Value();
        if (Current.Kind == SqlTokenKind.Symbol && Comparisons.Contains(Current.Text))
        {
            var symbol = tokens[_at++].Text;
            return SqlExpressions.Compare(left, symbol, Value());
        }

        return Condition(left);
    }

    private SqlPredicate Condition(SqlValue left)
    {
        if (TakeWord("IS"))
        {
            var not = TakeWord("NOT");
            TakeKeyword("NULL");
            return NegatedIf(not, SqlExpressions.IsNull(left));
        }

        var negate = TakeWord("NOT");
        if (TakeWord("IN"))
            return NegatedIf(negate, SqlExpressions.In(left, List()));
        if (TakeWord("LIKE"))
            return NegatedIf(negate, SqlExpressions.Like(left, Value(), TakeWord("ESCAPE") ? Value() : null));
        if (negate || (Current.Kind != SqlTokenKind.End && !Current.IsSymbol(")") && !Current.IsWord("AND") && !Current.IsWord("OR")))
            throw Expected(negate ? "IN or LIKE" : "a comparison, IN, LIKE or IS NULL");

        return SqlExpressions.Truth(left);
    }

    private SqlPredicate Exists()
    {
        _at++;
        Take("(");
        var property = Property();
        Take(")");
        return SqlExpressions.Not(SqlExpressions.IsNull(property));
    }

    private List<SqlValue> List()
    {
        var list = new List<SqlValue>();
        Take("(");
        do
            list.Add(Value());
        while (TakeSymbol(","));
        Take(")");
        return list;
    }

    private SqlValue Value()
    {
        var value = Operand();
        return Current.Kind == SqlTokenKind.Symbol && "+-*/%".Contains(Current.Text, StringComparison.Ordinal)
            ? throw new SqlFilterException($"arithmetic ({Current} at position {Current.Position}) is not supported by this emulator")
            : value;
    }

    private SqlValue Operand()
    {
        if (TakeSymbol("("))
        {
            var inner = Value();
            Take(")");
            return inner;
        }

        var negative = Current.IsSymbol("-");
        if (negative || Current.IsSymbol("+"))
            _at++;
        if (Current.Kind == SqlTokenKind.Number)
            return Number(negative ? "-" : "");
        if (negative)
            throw Expected("a number");

        if (Current.Kind == SqlTokenKind.Text)
        {
            var text = tokens[_at++].Text;
            return _ => text;
        }

        if (TakeWord("TRUE"))
            return _ => true;
        return TakeWord("FALSE") ? _ => false : TakeWord("NULL") ? _ => null : Property();
    }

    private SqlValue Number(string sign)
    {
        var text = sign + tokens[_at++].Text;
        object value = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact)
            ? exact
            : double.Parse(text, CultureInfo.InvariantCulture);
        return _ => value;
    }

    private SqlValue Property()
    {
        var first = Name();
        if (Current.IsSymbol("("))
            throw new SqlFilterException($"the function '{first.Text}' at position {first.Position} is not supported by this emulator");
        if (!TakeSymbol("."))
            return User(first.Text);

        var name = Name();
        if (first.IsWord("user"))
            return User(name.Text);
        if (!first.IsWord("sys"))
            throw new SqlFilterException($"the scope {first} at position {first.Position} is neither sys nor user");

        var read = SystemProperties.Find(name.Text)
            ?? throw new SqlFilterException($"there is no system property {name} (position {name.Position}); known are {string.Join(", ", SystemProperties.Names)}");
        return message => read(message);
    }

    private SqlToken Name() =>
        Current.Kind == SqlTokenKind.QuotedName || (Current.Kind == SqlTokenKind.Word && !Keywords.Contains(Current.Text))
            ? tokens[_at++]
            : throw Expected("a property name or a constant");

    /// <summary>Names of application properties differ not by case in SQL filters.</summary>
    private static SqlValue User(string name) => message =>
        message.ApplicationProperties.TryGetValue(name, out var exact)
            ? exact
            : message.ApplicationProperties.FirstOrDefault(property => property.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Whether the parenthesis here encloses a predicate, and not only a value as in <c>(a) = 1</c>.</summary>
    private bool OpensPredicate()
    {
        var depth = 0;
        for (var at = _at; at < tokens.Count; at++)
        {
            if (tokens[at].IsSymbol("("))
                depth++;
            else if (tokens[at].IsSymbol(")") && --depth == 0)
                return !(tokens[at + 1] is { Kind: SqlTokenKind.Symbol } next && Comparisons.Contains(next.Text)) && !FollowsValue(tokens[at + 1]);
        }

        return true;
    }

    private static bool FollowsValue(SqlToken token) => token.IsWord("IS") || token.IsWord("IN") || token.IsWord("LIKE") || token.IsWord("NOT");

    private static SqlPredicate NegatedIf(bool negate, SqlPredicate predicate) => negate ? SqlExpressions.Not(predicate) : predicate;

    private bool TakeWord(string word)
    {
        if (!Current.IsWord(word))
            return false;

        _at++;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;

        _at++;
        return true;
    }

    private void TakeKeyword(string word)
    {
        if (!TakeWord(word))
            throw Expected(word);
    }

    private void Take(string symbol)
    {
        if (!TakeSymbol(symbol))
            throw Expected($"'{symbol}'");
    }

    private SqlFilterException Expected(string what) => new($"{what} was expected at position {Current.Position}, not {Current}");
}
