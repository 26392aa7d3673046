using System.Globalization;

namespace FailureFunctions.Smtp;

/// <summary>An SMTP reply code (RFC 5321, section 4.2): three digits, here from 200 to 599.</summary>
internal readonly record struct ReplyCode
{
    public const int Minimum = 200;
    public const int Maximum = 599;

    private ReplyCode(int value) => Value = value;

    /// <summary><see cref="Minimum"/> to <see cref="Maximum"/>; 0 only for <c>default</c>.</summary>
    public int Value { get; }

    /// <summary>The first digit: 2 is success, 4 a transient, 5 a permanent refusal (RFC 5321, section 4.2.1).</summary>
    public int Class => Value / 100;

    public static bool TryCreate(int value, out ReplyCode code)
    {
        var valid = value is >= Minimum and <= Maximum;
        code = valid ? new ReplyCode(value) : default;
        return valid;
    }

    /// <summary>Parses exactly three ASCII digits, without surrounding blanks.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ReplyCode code)
    {
        code = default;
        return text.Length == 3
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && TryCreate(value, out code);
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
