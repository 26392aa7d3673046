namespace FailureFunctions.Failures.Identity;

/// <summary>An address as it may stand in a log: <c>j…@example.nl</c>.</summary>
public static class MaskedAddress
{
    /// <summary>Masks an address.</summary>
    /// <param name="recipient">The recipient; its domain is shown, and of its local part the first character.</param>
    /// <returns>The masked address; for what is no address, its first character only.</returns>
    public static string Of(RecipientKey recipient)
    {
        var local = recipient.Value.AsSpan();
        if (recipient.Domain is { } domain)
            return $"{First(local[..^(domain.Length + 1)])}…@{domain}";
        return $"{First(local)}…";
    }

    private static string First(ReadOnlySpan<char> text) =>
        text.IsEmpty ? "" : text[..(char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1)].ToString();
}
