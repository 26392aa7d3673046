using System.Globalization;

namespace FailureFunctions.Smtp;

/// <summary>Where a delivery failed, and what the receiving server replied.</summary>
internal sealed record DeliveryReply
{
    /// <summary>
    /// In lower case: one of MailerQ's states (<c>rcptto</c>, <c>dns</c>, …), or <c>bounce</c> for a message that was
    /// returned after delivery. An open set; null when not sent.
    /// </summary>
    public string? State { get; init; }

    /// <summary>Null when there was no reply, as with DNS and connection failures.</summary>
    public ReplyCode? Code { get; init; }

    /// <summary>As reported, which may be derived from <see cref="Code"/>; null when absent.</summary>
    public EnhancedStatusCode? Extended { get; init; }

    /// <summary>The text of the reply, in any language; null when absent.</summary>
    public string? Description { get; init; }
}

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

/// <summary>An enhanced mail system status code (RFC 3463, section 2): class, subject and detail, such as <c>5.1.1</c>.</summary>
internal readonly record struct EnhancedStatusCode
{
    private EnhancedStatusCode(int @class, int subject, int detail) => (Class, Subject, Detail) = (@class, subject, detail);

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
        if (text is not [('2' or '4' or '5') and var @class, '.', .. var rest])
            return false;
        var dot = rest.IndexOf('.');
        if (dot < 0 || !TryNumber(rest[..dot], out var subject) || !TryNumber(rest[(dot + 1)..], out var detail))
            return false;
        code = new EnhancedStatusCode(@class - '0', subject, detail);
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
