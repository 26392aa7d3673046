using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>Tells words, codes, addresses, host names and sentences of a text apart, in one pass.</summary>
internal static class ReplyScanner
{
    private const int LongestName = 256;

    /// <summary>Reads a text into words.</summary>
    public static void Scan(ReadOnlySpan<char> text, scoped ref ReplyText reply)
    {
        var at = 0;
        var startsLine = true;
        var introduced = true;
        while (at < text.Length)
        {
            var first = text[at];
            if (IsSeparator(first))
            {
                if (first is ';' or '!' or '。')
                    reply.EndSentence();
                startsLine |= first is '\n' or '\r';
                introduced = startsLine || (first is ' ' ? introduced : first is ':' or '"' or '(');
                at++;
                continue;
            }
            var end = at + 1;
            while (!IsIdeograph(first) && end < text.Length && !IsSeparator(text[end]) && !IsIdeograph(text[end]))
                end++;
            var run = text[at..end];
            at = end;
            if (run is "unknown" && text[end..] is ['[', >= '0' and <= '9', ..])
                continue; // Postfix writes "unknown[192.0.2.1]" of a client whose address has no name.
            var rest = TakeCodes(run.TrimStart("'`#"), introduced, text[end..], ref reply);
            if (rest.Length > 0)
                Add(rest, ref reply);
            // What follows a code at the start of a line may be the enhanced one, and still be at the start.
            introduced = startsLine &= rest.Length == 0;
            if (rest is [.., not '.', '.' or '?'] or ['?'])
                reply.EndSentence();
        }
    }

    // Blanks, controls, brackets, quotes. Full-width forms have become these before.
    private static bool IsSeparator(char character) =>
        character is <= ' ' or '<' or '>' or '(' or ')' or '[' or ']' or '{' or '}' or '"' or ',' or ';' or ':' or '!' or '|' or '\u007F' or '\u00A0'
            or '«' or '»' or '“' or '”' or '„' or '、' or '。' or '〈' or '〉' or '《' or '》' or '「' or '」' or '『' or '』' or '【' or '】';

    // A word by itself, in a script without blanks.
    private static bool IsIdeograph(char character) => character is >= '\u2E80' and < '\uA000' and not '\u3002';

    // Takes the codes that a run consists of or starts with, and returns what is left of it.
    private static ReadOnlySpan<char> TakeCodes(ReadOnlySpan<char> run, bool introduced, ReadOnlySpan<char> after, scoped ref ReplyText reply)
    {
        if (run is not [>= '2' and <= '5', _, _, ..])
            return run;
        // "550-5.1.1" and "550-text": the lines of a reply but its last (RFC 5321, section 4.2.1).
        if (run.Length > 4 && run[3] is '-' && TryRefusal(run[..3], out var continued))
        {
            reply.Note(continued);
            return TakeEnhanced(run[4..], ref reply);
        }
        if (run.Length == 3 && TryRefusal(run, out var code))
        {
            var beforeEnhanced = after is [' ' or '-', '4' or '5' or '#', '.' or '4' or '5', ..];
            var isAmount = after.StartsWith(" KB") || after.StartsWith(" MB") || after.StartsWith(" byte");
            if (!beforeEnhanced && (!introduced || isAmount))
                return run;
            reply.Note(code);
            return [];
        }
        return TakeEnhanced(run, ref reply);
    }

    private static bool TryRefusal(ReadOnlySpan<char> digits, out ReplyCode code) => ReplyCode.TryParse(digits, out code) && code.Class is 4 or 5;

    private static ReadOnlySpan<char> TakeEnhanced(ReadOnlySpan<char> run, scoped ref ReplyText reply)
    {
        // Subjects above 7 are not assigned (RFC 3463, section 3): more likely a version number.
        if (!EnhancedStatusCode.TryParse(run.TrimEnd("."), out var code) || code.Class is not (4 or 5) || code.Subject > 7)
            return run;
        reply.Note(code);
        return [];
    }

    private static void Add(ReadOnlySpan<char> run, scoped ref ReplyText reply)
    {
        if (run.Length > 2 && run.Contains('@'))
            reply.Add(Vocabulary.Address);
        else if (IsIp(run))
            reply.Add(Vocabulary.Ip);
        else if (run[0] is '/')
            AddUrl(run.TrimStart('/'), run is ['/', '/', ..], ref reply);
        else if (run.ContainsAny('.', '/'))
            AddUrl(run, hasHost: true, ref reply);
        else
            AddWords(run, isPath: false, ref reply);
    }

    private static bool IsIp(ReadOnlySpan<char> run) =>
        run.Length is >= 7 and <= 16 && run.TrimStart("0123456789.").IsEmpty && run.TrimEnd('.').Count('.') == 3;

    private static void AddUrl(ReadOnlySpan<char> run, bool hasHost, scoped ref ReplyText reply)
    {
        var slash = run.IndexOf('/');
        var host = slash < 0 ? run : run[..slash];
        if (!hasHost)
            AddWords(run, isPath: true, ref reply);
        else if (!TryAddHost(host.TrimEnd(".?"), ref reply))
            AddWords(run, isPath: false, ref reply);
        else if (slash >= 0)
            AddWords(run[slash..], isPath: true, ref reply);
    }

    private static bool TryAddHost(ReadOnlySpan<char> name, scoped ref ReplyText reply)
    {
        var dot = name.IndexOf('.');
        if (dot <= 0 || name.Length >= LongestName || !(char.IsAsciiLetter(name[^1]) || (reply.IsPattern && name[^1] is '*')) || name[dot + 1] is '.')
            return false;
        foreach (var character in name)
            if (!char.IsLetterOrDigit(character) && character is not ('.' or '-' or '_' or '*'))
                return false;
        // "unknown.Please" is the end of a sentence and the start of the next; "RESOLVER.ADR.RecipNotFound" is a name.
        var inCapitals = char.IsAsciiLetterUpper(name[0]) && char.IsAsciiLetterUpper(name[1]);
        if (!inCapitals && name[(dot + 1)..] is [>= 'A' and <= 'Z', >= 'a' and <= 'z', ..])
            return false;

        Span<char> lower = stackalloc char[LongestName];
        lower[0] = '.';
        name.ToLowerInvariant(lower[1..]);
        lower = lower[..(name.Length + 1)];
        while (!reply.AddKnown(lower))
        {
            var next = lower[1..].IndexOf('.');
            if (next < 0)
            {
                reply.Add(Vocabulary.Host);
                return true;
            }
            lower = lower[(next + 1)..];
        }
        return true;
    }

    // The words of a path have a slash before them, and only those count that rules know.
    private static void AddWords(ReadOnlySpan<char> run, bool isPath, scoped ref ReplyText reply)
    {
        Span<char> word = stackalloc char[Vocabulary.LongestWord];
        word[0] = '/';
        var start = isPath ? 1 : 0;
        var length = start;
        for (var i = 0; i <= run.Length; i++)
        {
            var character = i < run.Length ? run[i] : ' ';
            if (char.IsLetterOrDigit(character) || character is '_' || (reply.IsPattern && character is '*'))
            {
                if (length < word.Length)
                    word[length++] = char.ToLowerInvariant(character);
                continue;
            }
            // "doesn't" is "does not".
            var isNot = character is '\'' or '\u2019' && length > 1 && word[length - 1] is 'n' && run[(i + 1)..] is ['t' or 'T'] or ['t' or 'T', '.', ..];
            length -= isNot ? 1 : 0;
            if (length > start && isPath)
                reply.AddKnown(word[..length]);
            else if (length > start)
                reply.Add(word[..length]);
            length = start;
            if (isNot)
                reply.Add("not");
            i += isNot ? 1 : 0;
            if (character is '.' && i + 1 < run.Length && char.IsAsciiLetterUpper(run[i + 1]))
                reply.EndSentence();
        }
    }
}
