using System.Buffers;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The parameters of a Signature header (draft-cavage-http-signatures-10, section 2.1), read as loosely as they are known to
/// be spelt: separated by commas, blanks or both, names in any case, values quoted or bare, lines folded, unknown ones
/// passed over.
/// </summary>
internal sealed record SignatureParameters
{
    /// <summary>The longest header that is read, in characters; a real one has some 600.</summary>
    public const int LongestHeader = 8192;

    private static readonly SearchValues<char> Separators = SearchValues.Create(", \t\r\n");
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    private static readonly SearchValues<char> EndOfName = SearchValues.Create("=, \t\r\n\"");

    public string? KeyId { get; private set; }

    public string? Algorithm { get; private set; }

    public string? Headers { get; private set; }

    public string? Signature { get; private set; }

    public string? Created { get; private set; }

    public string? Expires { get; private set; }

    /// <summary>Reads a header.</summary>
    /// <param name="header">Its value.</param>
    /// <returns>The parameters; null when they are no list of parameters, or when a known one comes twice.</returns>
    public static SignatureParameters? Parse(string header)
    {
        var parameters = new SignatureParameters();
        var rest = header.AsSpan();
        var anything = false;
        if (rest.Length > LongestHeader)
            return null;
        while (true)
        {
            rest = SkipAll(rest, Separators);
            if (rest.IsEmpty)
                return parameters;
            var name = Until(rest, EndOfName);
            rest = SkipAll(rest[name.Length..], Blanks);
            if (!rest.StartsWith('='))
            {
                // The only word that may stand on its own is the scheme, as in "Authorization: Signature keyId=…".
                if (anything || !name.Equals("Signature", StringComparison.OrdinalIgnoreCase))
                    return null;
                anything = true;
                continue;
            }

            anything = true;
            if (name.IsEmpty || name.ContainsAnyExcept(NameCharacters))
                return null;

            rest = SkipAll(rest[1..], Blanks);
            string? value;
            if (rest.StartsWith('"'))
            {
                value = Quoted(ref rest);
                if (value is null)
                    return null;
            }
            else
            {
                var bare = Until(rest, Separators);
                value = bare.ToString();
                rest = rest[bare.Length..];
            }

            if (!parameters.TrySet(name, value))
                return null;
        }
    }

    private static ReadOnlySpan<char> SkipAll(ReadOnlySpan<char> text, SearchValues<char> characters)
    {
        var index = text.IndexOfAnyExcept(characters);
        return index < 0 ? [] : text[index..];
    }

    private static ReadOnlySpan<char> Until(ReadOnlySpan<char> text, SearchValues<char> characters)
    {
        var index = text.IndexOfAny(characters);
        return index < 0 ? text : text[..index];
    }

    private static string? Quoted(ref ReadOnlySpan<char> rest)
    {
        var end = rest[1..].IndexOfAny('"', '\\');
        if (end >= 0 && rest[end + 1] == '"')
        {
            var plain = rest.Slice(1, end).ToString();
            rest = rest[(end + 2)..];
            return plain;
        }

        var text = new System.Text.StringBuilder();
        for (var index = 1; index < rest.Length; index++)
        {
            if (rest[index] == '"')
            {
                rest = rest[(index + 1)..];
                return text.ToString();
            }

            if (rest[index] == '\\' && ++index == rest.Length)
                return null;
            text.Append(rest[index]);
        }

        return null;
    }

    private bool TrySet(ReadOnlySpan<char> name, string value)
    {
        bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

        if (Is(name, "keyId"))
            return KeyId is null && (KeyId = value) is not null;
        if (Is(name, "algorithm"))
            return Algorithm is null && (Algorithm = value) is not null;
        if (Is(name, "headers"))
            return Headers is null && (Headers = value) is not null;
        if (Is(name, "signature"))
            return Signature is null && (Signature = value) is not null;
        if (Is(name, "created"))
            return Created is null && (Created = value) is not null;
        if (Is(name, "expires"))
            return Expires is null && (Expires = value) is not null;
        return true;
    }
}
