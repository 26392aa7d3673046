using System.Buffers;
using FailureFunctions.Tables;

namespace FailureFunctions.Observability;

/// <summary>The domain of a recipient as it may appear in logs and spans.</summary>
internal static class ShownDomain
{
    // RFC 1035, section 2.3.4.
    private const int LongestName = 253;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");

    /// <summary>Null when there is none, or when it has characters that no host name has: it may contain another address.</summary>
    public static string? Of(RecipientKey recipient) =>
        recipient.Domain is { Length: <= LongestName } domain && !domain.AsSpan().ContainsAnyExcept(NameCharacters) ? domain : null;
}
