using System.Globalization;

namespace FailureFunctions.Smtp;

/// <summary>An SMTP reply code (RFC 5321, section 4.2): three digits, here from 200 to 599.</summary>
internal readonly record struct ReplyCode
{
    /// <summary>The lowest code that is accepted.</summary>
    public const int Minimum = 200;

    /// <summary>The highest code that is accepted.</summary>
    public const int Maximum = 599;

    private ReplyCode(int value) => Value = value;

    /// <summary>The code as a number, <see cref="Minimum"/> to <see cref="Maximum"/>; 0 only for <c>default</c>.</summary>
    public int Value { get; }

    /// <summary>The first digit: 2 is success, 4 a transient, 5 a permanent refusal (RFC 5321, section 4.2.1).</summary>
    public int Class => Value / 100;

    /// <summary>Makes a code of a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="code">The code, when the number is one.</param>
    /// <returns>Whether the number lies between <see cref="Minimum"/> and <see cref="Maximum"/>.</returns>
    public static bool TryCreate(int value, out ReplyCode code)
    {
        var valid = value is >= Minimum and <= Maximum;
        code = valid ? new ReplyCode(value) : default;
        return valid;
    }

    /// <summary>Reads a code from exactly three ASCII digits.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="code">The code, when the text is one.</param>
    /// <returns>Whether the text is a reply code.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ReplyCode code)
    {
        code = default;
        return text.Length == 3
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && TryCreate(value, out code);
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
