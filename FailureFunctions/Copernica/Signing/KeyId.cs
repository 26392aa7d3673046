using System.Text.RegularExpressions;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The name of a signing key, which is the DNS name where it is published: at least two labels of letters, digits,
/// <c>-</c> and <c>_</c>, each of at most 63 characters, 253 in all (RFC 1035, section 2.3.4). Lower case, no dot at the end.
/// </summary>
internal readonly partial record struct KeyId
{
    private KeyId(string name) => Name = name;

    /// <summary>The DNS name; null only for <c>default</c>.</summary>
    public string Name { get; }

    /// <summary>Reads a name without blanks around it; one dot at the end is allowed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out KeyId keyId)
    {
        if (text.EndsWith('.'))
            text = text[..^1];
        var valid = DnsName().IsMatch(text);
        keyId = valid ? new KeyId(text.ToString().ToLowerInvariant()) : default;
        return valid;
    }

    /// <summary>Compares label by label: <c>evilcopernica.com</c> is not below <c>copernica.com</c>.</summary>
    public bool IsBelow(KeyId domain) => Name.EndsWith($".{domain.Name}", StringComparison.Ordinal);

    public override string ToString() => Name;

    [GeneratedRegex(@"^(?!.{254})[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})+\z")]
    private static partial Regex DnsName();
}
