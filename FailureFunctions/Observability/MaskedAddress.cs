using FailureFunctions.Tables;
namespace FailureFunctions.Observability;

/// <summary>An address as it may stand in a log: <c>j…@example.nl</c>.</summary>
internal static class MaskedAddress
{
    /// <summary>Masks an address.</summary>
    /// <param name="recipient">The recipient; its domain is shown (<see cref="ShownDomain"/>), and of its local part the first character.</param>
    /// <returns>The masked address; for what is no address, its first character only.</returns>
    public static string Of(RecipientKey recipient)
    {
        var first = First(recipient.Value);
        return ShownDomain.Of(recipient) is { } domain ? $"{first}…@{domain}" : $"{first}…";
    }

    private static string First(string text)
    {
        // The address that begins with its own @ has an empty local part.
        if (text.Length == 0 || text[0] == '@')
            return "";
        return text[..(char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1)];
    }
}
