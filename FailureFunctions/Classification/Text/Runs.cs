using System.Buffers;

namespace FailureFunctions.Classification.Text;

/// <summary>Recognises what a run of characters between blanks or brackets is.</summary>
internal static class Runs
{
    private static readonly SearchValues<char> DigitsAndPoint = SearchValues.Create("0123456789.");

    // By ASCII code; other characters are Plain, but for these.
    private static readonly Kinds[] KindTable = BuildKinds();

    // An address in Chinese or Japanese text stands between brackets of their own, with no blanks around.
    private static readonly SearchValues<char> WideSeparators = SearchValues.Create("\u00A0«»“”„、。〈〉《》「」『』【】（），：；＜＞");

    /// <summary>What a character is to a run.</summary>
    [Flags]
    public enum Kinds : byte
    {
        /// <summary>Part of it.</summary>
        Plain = 0,

        /// <summary>Ends it: blanks, controls, brackets, quotes, comma, semicolon and colon.</summary>
        Separator = 1,

        /// <summary>Part of it, and makes it worth a closer look: at sign, point, slash.</summary>
        Special = 2,

        /// <summary>Part of it, in a script without blanks between words; such a run ends where another script starts.</summary>
        WithoutBlanks = 4,
    }

    /// <summary>What a character is to a run.</summary>
    public static Kinds KindOf(char character) =>
        character < KindTable.Length ? KindTable[character]
        : WideSeparators.Contains(character) ? Kinds.Separator
        : Folding.IsWrittenWithoutBlanks(character) ? Kinds.WithoutBlanks
        : Kinds.Plain;

    /// <summary>Whether a run is an IPv4 address.</summary>
    public static bool IsIp(ReadOnlySpan<char> run)
    {
        run = run.TrimEnd('.');
        return run.Length is >= 7 and <= 15 && !run.ContainsAnyExcept(DigitsAndPoint) && run.Count('.') == 3;
    }

    /// <summary>Whether a run is an e-mail address, or part of one.</summary>
    public static bool IsAddress(ReadOnlySpan<char> run) => run.Length > 2 && run.Contains('@');

    /// <summary>How much of a run is a host name, or a name like <c>RESOLVER.ADR.RecipNotFound</c>.</summary>
    /// <returns>
    /// The length of the name; 0 when the run does not start with one. "unknown.Please" is no name, but the end of one
    /// sentence and the start of the next; nor is "jan...User unknown".
    /// </returns>
    public static int HostLength(ReadOnlySpan<char> run)
    {
        var slash = run.IndexOf('/');
        var name = (slash < 0 ? run : run[..slash]).TrimEnd('.');
        var dot = name.IndexOf('.');
        if (dot <= 0 || name[dot + 1] is '.' || !char.IsAsciiLetter(name[^1]) || name.Contains('@'))
            return 0;
        var startsInCapitals = char.IsAsciiLetterUpper(name[0]) && char.IsAsciiLetterUpper(name[1]);
        if (!startsInCapitals && char.IsAsciiLetterUpper(name[dot + 1]) && dot + 2 < name.Length && char.IsAsciiLetterLower(name[dot + 2]))
            return 0;
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('.' or '-' or '_'))
                return 0;
        }

        return name.Length;
    }

    private static Kinds[] BuildKinds()
    {
        var kinds = new Kinds[128];
        for (var code = 0; code <= ' '; code++)
            kinds[code] = Kinds.Separator;
        foreach (var character in "<>()[]{}\",;:")
            kinds[character] = Kinds.Separator;
        foreach (var character in "@./")
            kinds[character] = Kinds.Special;
        return kinds;
    }
}
