using System.Buffers;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The name of a signing key, which is the DNS name where it is published: at least two labels of letters, digits,
/// <c>-</c> and <c>_</c>, each of at most 63 characters, 253 in all (RFC 1035, section 2.3.4). Lower case, no dot at the end.
/// </summary>
internal readonly record struct KeyId
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private KeyId(string name) => Name = name;

    /// <summary>The DNS name; null only for <c>default</c>.</summary>
    public string Name { get; }

    /// <summary>Reads a name without blanks around it; one dot at the end is allowed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out KeyId keyId)
    {
        keyId = default;
        if (text.EndsWith('.'))
            text = text[..^1];
        if (text.Length > LongestName || !text.Contains('.'))
            return false;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > LongestLabel || label.ContainsAnyExcept(LabelCharacters))
                return false;
        }

        keyId = new KeyId(text.ToString().ToLowerInvariant());
        return true;
    }

    /// <summary>Compares label by label: <c>evilcopernica.com</c> is not below <c>copernica.com</c>.</summary>
    public bool IsBelow(KeyId domain) => Name.EndsWith($".{domain.Name}", StringComparison.Ordinal);

    public override string ToString() => Name;
}
