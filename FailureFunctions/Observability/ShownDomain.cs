using System.Buffers;
using FailureFunctions.Tables;

namespace FailureFunctions.Observability;

/// <summary>The domain of a recipient as it may stand in logs and spans.</summary>
internal static class ShownDomain
{
    // RFC 1035, section 2.3.4.
    private const int LongestName = 253;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");

    /// <summary>The domain, if it is one.</summary>
    /// <param name="recipient">The recipient.</param>
    /// <returns>
    /// The domain; null where there is none, and where what follows the last <c>@</c> has other characters than a host
    /// name has: that may well hold another address.
    /// </returns>
    public static string? Of(RecipientKey recipient) =>
        recipient.Domain is { Length: <= LongestName } domain && !domain.AsSpan().ContainsAnyExcept(NameCharacters) ? domain : null;
}
