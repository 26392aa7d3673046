using System.Globalization;

namespace FailureFunctions.Smtp;

/// <summary>An enhanced mail system status code (RFC 3463, section 2): class, subject and detail, such as <c>5.1.1</c>.</summary>
internal readonly record struct EnhancedStatusCode
{
    private EnhancedStatusCode(int @class, int subject, int detail)
    {
        Class = @class;
        Subject = subject;
        Detail = detail;
    }

    /// <summary>2 (success), 4 (persistent transient failure) or 5 (permanent failure); 0 only for <c>default</c>.</summary>
    public int Class { get; }

    /// <summary>0 to 999: 1 addressing, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy.</summary>
    public int Subject { get; }

    /// <summary>0 to 999.</summary>
    public int Detail { get; }

    /// <summary>Parses class 2, 4 or 5 and two numbers of one to three digits, without surrounding blanks.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EnhancedStatusCode code)
    {
        code = default;
        if (text.Length < 5 || text[0] is not ('2' or '4' or '5') || text[1] != '.')
            return false;
        var rest = text[2..];
        var dot = rest.IndexOf('.');
        if (dot < 0 || !TryNumber(rest[..dot], out var subject) || !TryNumber(rest[(dot + 1)..], out var detail))
            return false;
        code = new EnhancedStatusCode(text[0] - '0', subject, detail);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        return digits.Length is >= 1 and <= 3
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
