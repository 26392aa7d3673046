using System.Globalization;
using System.Text.RegularExpressions;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using Predicate = System.Func<FailureFunctions.Local.ServiceBusEmulator.Broker.BrokerMessage, bool?>;
using Value = System.Func<FailureFunctions.Local.ServiceBusEmulator.Broker.BrokerMessage, object?>;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>A SQL filter that cannot be read; the message says what and where.</summary>
internal sealed class SqlFilterException(string message) : Exception(message);

/// <summary>
/// Lets a message through when the expression is true; SQL's unknown (null) is not true. The grammar is a small part of
/// Microsoft's (learn.microsoft.com, "Subscription rule SQL filter syntax"): comparisons, IN, IS NULL, AND, OR, NOT,
/// parentheses. Anything else is refused by name.
/// </summary>
internal sealed partial class SqlFilter : IMessageFilter
{
    /// <summary>The limit of Service Bus (learn.microsoft.com, "Service Bus quotas"), which also bounds the nesting.</summary>
    private const int LongestExpression = 1024;

    private static readonly HashSet<string> Keywords = new(["AND", "OR", "NOT", "IN", "IS", "NULL", "TRUE", "FALSE"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> NotSupported = new(["LIKE", "ESCAPE", "EXISTS", "+", "-", "*", "/", "%", "[", "\"", "@"], StringComparer.OrdinalIgnoreCase);

    private readonly List<(string Text, int Position)> _tokens;
    private readonly Predicate _predicate;
    private int _at;

    /// <exception cref="SqlFilterException">It cannot be read.</exception>
    public SqlFilter(string expression)
    {
        if (expression.Length > LongestExpression)
            throw new SqlFilterException($"the expression has {expression.Length} characters; {LongestExpression} are allowed");

        _tokens = [.. Token().Matches(expression).Select(match => (match.Value, match.Index + 1)), ("", expression.Length + 1)];
        _predicate = Disjunction();
        if (Current.Length > 0)
            throw Expected("AND, OR or the end");
    }

    private string Current => _tokens[_at].Text;

    public bool Matches(BrokerMessage message) => _predicate(message) == true;

    private Predicate Disjunction()
    {
        var left = Conjunction();
        return Take("OR") && Disjunction() is var right ? message => left(message) | right(message) : left;
    }

    private Predicate Conjunction()
    {
        var left = Negation();
        return Take("AND") && Conjunction() is var right ? message => left(message) & right(message) : left;
    }

    private Predicate Negation()
    {
        if (Take("NOT"))
            return Not(Negation());
        if (!Take("("))
            return Condition();

        var inner = Disjunction();
        Demand(")");
        return inner;
    }

    private Predicate Condition()
    {
        var left = Operand();
        if (Take("IS"))
        {
            var isNot = Take("NOT");
            Demand("NULL");
            return message => left(message) is null != isNot;
        }

        if (Take("NOT"))
        {
            Demand("IN");
            return Not(In(left, List()));
        }

        if (Take("IN"))
            return In(left, List());

        Func<int, bool> holds = Current switch
        {
            "=" => order => order == 0,
            "<>" or "!=" => order => order != 0,
            "<" => order => order < 0,
            "<=" => order => order <= 0,
            ">" => order => order > 0,
            ">=" => order => order >= 0,
            _ => throw Expected("a comparison, IN or IS NULL"),
        };
        _at++;
        var right = Operand();
        return message => Values.Compare(left(message), right(message)) is { } order ? holds(order) : null;
    }

    private static Predicate In(Value value, List<Value> list) => message => list
        .Select(item => Values.Compare(value(message), item(message)) is { } order ? order == 0 : (bool?)null)
        .Aggregate((one, other) => one | other);

    private List<Value> List()
    {
        var list = new List<Value>();
        Demand("(");
        do
            list.Add(Operand());
        while (Take(","));
        Demand(")");
        return list;
    }

    /// <summary>A constant or a property.</summary>
    private Value Operand()
    {
        var (text, position) = _tokens[_at];
        var isWord = text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_');
        object? constant = text switch
        {
            ['\'', .., '\''] => text[1..^1].Replace("''", "'", StringComparison.Ordinal),
            [>= '0' and <= '9', ..] => decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Expected("a smaller number"),
            _ when text.Equals("TRUE", StringComparison.OrdinalIgnoreCase) => true,
            _ when text.Equals("FALSE", StringComparison.OrdinalIgnoreCase) => false,
            _ when NotSupported.Contains(text) || !isWord || Keywords.Contains(text) => throw Expected("a property name or a constant"),
            _ => null,
        };
        _at++;
        if (constant is not null)
            return _ => constant;
        if (Current == "(")
            throw new SqlFilterException($"the function '{text}' at position {position} is not supported by this emulator");

        var parts = text.Split('.');
        return parts switch
        {
            [var name] => message => Application(message, name),
            [var scope, var name] when scope.Equals("user", StringComparison.OrdinalIgnoreCase) => message => Application(message, name),
            [var scope, var name] when scope.Equals("sys", StringComparison.OrdinalIgnoreCase) => SystemProperties.Readers.TryGetValue(name, out var read)
                ? read
                : throw new SqlFilterException($"there is no system property '{name}' (position {position}); known are {string.Join(", ", SystemProperties.Readers.Keys)}"),
            _ => throw new SqlFilterException($"'{text}' at position {position} is not a property: sys.Name, user.name or name"),
        };
    }

    /// <summary>Names of application properties are case-insensitive in SQL filters.</summary>
    private static object? Application(BrokerMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var exact)
            ? exact
            : message.ApplicationProperties.FirstOrDefault(property => property.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static Predicate Not(Predicate predicate) => message => !predicate(message);

    private bool Take(string token)
    {
        if (!Current.Equals(token, StringComparison.OrdinalIgnoreCase))
            return false;

        _at++;
        return true;
    }

    private void Demand(string token)
    {
        if (!Take(token))
            throw Expected($"'{token}'");
    }

    private SqlFilterException Expected(string what)
    {
        var (text, position) = _tokens[_at];
        if (NotSupported.Contains(text))
            return new($"'{text}' at position {position} is not supported by this emulator");

        return text == "'"
            ? new($"the quote ' at position {position} is not closed")
            : new($"{what} was expected at position {position}, not {(text.Length == 0 ? "the end" : $"'{text}'")}");
    }

    /// <summary>A text, a number, a word (a property with its scope), a comparison, or any other character.</summary>
    [GeneratedRegex(@"'([^']|'')*'|\d+(\.\d+)?|[\p{L}_][\p{L}\p{Nd}_$#.]*|<>|!=|<=|>=|\S", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
