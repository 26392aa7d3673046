using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Notification;

/// <summary>Reads single values; one that cannot be used counts as absent and is kept among the extra fields.</summary>
internal static class FieldValues
{
    /// <summary>The address without the blanks and angle brackets around it.</summary>
    public static string Address(string recipient)
    {
        var start = 0;
        var end = recipient.Length;
        while (start < end && IsAround(recipient[start]))
            start++;
        while (end > start && IsAround(recipient[end - 1]))
            end--;
        return recipient[start..end];

        static bool IsAround(char c) => c is '<' or '>' || char.IsWhiteSpace(c);
    }

    /// <summary>The reply code; Copernica sends <c>0</c> or nothing where there was no reply.</summary>
    public static ReplyCode? Code(FieldSet fields)
    {
        var text = fields[KnownField.Code]?.Trim() ?? "";
        if (ReplyCode.TryParse(text, out var code))
            return code;
        KeepUnusable(fields, "code", text);
        return null;
    }

    /// <summary>The enhanced status code.</summary>
    public static EnhancedStatusCode? Extended(FieldSet fields)
    {
        var text = fields[KnownField.Extended]?.Trim() ?? "";
        if (EnhancedStatusCode.TryParse(text, out var code))
            return code;
        KeepUnusable(fields, "extended", text);
        return null;
    }

    /// <summary>Keeps a value that says something, though not what was expected.</summary>
    public static void KeepUnusable(FieldSet fields, string name, string text)
    {
        if (text.Length > 0)
            fields.Extra.Add(name, text);
    }
}
