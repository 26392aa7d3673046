using System.Globalization;

namespace FailureFunctions.Tests.Scale;

/// <summary>
/// A formula of docs/scale-and-cost.md: numbers, names, <c>+ - * /</c>, brackets, <c>&lt;</c>, and the functions
/// <c>ceil</c>, <c>min</c> and <c>if</c>.
/// </summary>
internal sealed class Formula
{
    private readonly string _text;
    private readonly Func<string, double> _valueOf;
    private int _at;

    private Formula(string text, Func<string, double> valueOf) => (_text, _valueOf) = (text.Replace(" ", "", StringComparison.Ordinal), valueOf);

    /// <summary>Computes a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="valueOf">The value of a name.</param>
    public static double Compute(string text, Func<string, double> valueOf)
    {
        var formula = new Formula(text, valueOf);
        var result = formula.Comparison();
        return formula._at == formula._text.Length ? result : throw formula.Wrong();
    }

    private double Comparison()
    {
        var left = Sum();
        return Take('<') ? left < Sum() ? 1 : 0 : left;
    }

    private double Sum()
    {
        var result = Product();
        while (true)
        {
            if (Take('+'))
                result += Product();
            else if (Take('-'))
                result -= Product();
            else
                return result;
        }
    }

    private double Product()
    {
        var result = Operand();
        while (true)
        {
            if (Take('*'))
                result *= Operand();
            else if (Take('/'))
                result /= Operand();
            else
                return result;
        }
    }

    private double Operand()
    {
        if (Take('('))
        {
            var inner = Comparison();
            return Take(')') ? inner : throw Wrong();
        }

        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '.'))
            _at++;
        var word = _text[start.._at];
        if (word.Length == 0)
            throw Wrong();
        if (Take('('))
            return Call(word);
        return double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : _valueOf(word);
    }

    private double Call(string function)
    {
        var arguments = new List<double> { Comparison() };
        while (Take(','))
            arguments.Add(Comparison());
        if (!Take(')'))
            throw Wrong();
        return (function, arguments) switch
        {
            ("ceil", [var value]) => Math.Ceiling(value),
            ("min", [var one, var other]) => Math.Min(one, other),
            ("if", [var condition, var then, var otherwise]) => condition != 0 ? then : otherwise,
            _ => throw Wrong(),
        };
    }

    private bool Take(char character)
    {
        if (_at == _text.Length || _text[_at] != character)
            return false;
        _at++;
        return true;
    }

    private FormatException Wrong() => new($"\"{_text}\" is no formula at character {_at + 1}.");
}
