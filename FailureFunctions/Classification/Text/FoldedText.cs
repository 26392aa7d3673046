using FailureFunctions.Smtp;

namespace FailureFunctions.Classification.Text;

/// <summary>
/// Brings a reply's text to one form: folded words with one blank between them. What varies from one reply to the next
/// without meaning anything becomes a marker, or is set apart so that its words are not taken for the server's: an
/// address becomes <see cref="WordBuffer.Address"/>, an IP address <see cref="WordBuffer.Ip"/>, a host name
/// <c>.mx.example.nl</c> and <see cref="WordBuffer.Host"/>, the words of a URL's path <c>/mail /p /nosuchuser</c>. The
/// codes at the start of a line drop out, so that a phrase which runs on over the lines of a reply stays whole.
/// </summary>
internal readonly ref struct FoldedText
{
    /// <summary>
    /// Only so many characters of a text are read. A reply says what is wrong in its first lines (RFC 5321 allows 512
    /// octets a line); what comes after is at best the returned message, whose words are not the server's.
    /// </summary>
    public const int Limit = 4096;

    private FoldedText(ReadOnlySpan<char> words, ReplyCode? code, EnhancedStatusCode? extended)
    {
        Words = words;
        Code = code;
        Extended = extended;
    }

    /// <summary>The folded words; it ends with a blank, unless empty.</summary>
    public ReadOnlySpan<char> Words { get; }

    /// <summary>The reply code with which the text, or a line of it, starts, or that stands before its enhanced code.</summary>
    public ReplyCode? Code { get; }

    /// <summary>The first enhanced status code in the text, of class 4 or 5.</summary>
    public EnhancedStatusCode? Extended { get; }

    /// <summary>The room that folding a text of this length may take.</summary>
    public static int RoomFor(int length) => WordBuffer.RoomFor(Math.Min(length, Limit));

    /// <summary>Folds a text.</summary>
    public static FoldedText Of(ReadOnlySpan<char> text, Span<char> buffer)
    {
        if (text.Length > Limit)
            text = text[..Limit];
        var words = new WordBuffer(buffer);
        ReplyCode? code = null;
        EnhancedStatusCode? extended = null;
        var atLineStart = true;
        var at = 0;
        while (at < text.Length)
        {
            if (Runs.KindOf(text[at]) is Runs.Kinds.Separator)
            {
                atLineStart |= text[at] is '\n' or '\r';
                at++;
                continue;
            }

            var kinds = Runs.KindOf(text[at]);
            var script = kinds & Runs.Kinds.WithoutBlanks;
            var end = at + 1;
            // Chinese stands right after an address or a Latin word, with no blank: the script's end is the word's.
            while (end < text.Length && Runs.KindOf(text[end]) is not Runs.Kinds.Separator and var kind
                && (kind & Runs.Kinds.WithoutBlanks) == script)
            {
                kinds |= kind;
                end++;
            }

            var run = text[at..end];
            at = end;
            if (IsClientWithoutName(run, text[end..]))
                continue;
            var afterCodes = SkipCodes(run, atLineStart, text[end..], !words.IsEmpty, ref code, ref extended);
            if ((kinds & Runs.Kinds.Special) is 0)
                words.AddWords(afterCodes);
            else if (afterCodes.Length > 0)
                words.Add(afterCodes);
            // What follows a code at the start of a line may be the enhanced one, and still be at the start.
            atLineStart &= afterCodes.Length < run.Length;
        }

        return new FoldedText(words.Words, code, extended);
    }

    // Postfix writes "unknown[192.0.2.1]" of a client whose address has no name: nothing that is said of the recipient.
    private static bool IsClientWithoutName(ReadOnlySpan<char> run, ReadOnlySpan<char> rest) =>
        rest is ['[', >= '0' and <= '9', ..] && run is "unknown";

    // Takes note of the codes that a run consists of, or starts with, and returns what is left of it.
    private static ReadOnlySpan<char> SkipCodes(
        ReadOnlySpan<char> run, bool atLineStart, ReadOnlySpan<char> rest, bool afterWords, ref ReplyCode? code, ref EnhancedStatusCode? extended)
    {
        if (run[0] is not ((>= '2' and <= '5') or '#'))
            return run;
        var bare = run.TrimStart('#');
        // "550-5.1.1" and "550-text": the lines of a reply but its last (RFC 5321, section 4.2.1).
        if (bare.Length > 4 && bare[3] is '-' && TryRefusal(bare[..3], out var continued))
        {
            code ??= continued;
            return TryRefusal(bare[4..], ref extended) ? [] : bare[4..];
        }

        if (bare.Length == 3 && TryRefusal(bare, out var refusal))
        {
            var beforeEnhanced = rest.Length > 6 && rest[0] is ' ' && rest[1] is '4' or '5' && rest[2] is '.';
            if (atLineStart || beforeEnhanced)
                code ??= refusal;
            return beforeEnhanced || (atLineStart && afterWords) ? [] : run;
        }

        return TryRefusal(bare, ref extended) ? [] : run;
    }

    private static bool TryRefusal(ReadOnlySpan<char> digits, out ReplyCode code) =>
        ReplyCode.TryParse(digits, out code) && code.Class is 4 or 5;

    private static bool TryRefusal(ReadOnlySpan<char> run, ref EnhancedStatusCode? first)
    {
        // Subjects above 7 are not assigned (RFC 3463, section 3): more likely a version number.
        if (!EnhancedStatusCode.TryParse(run.TrimEnd('.'), out var code) || code.Class is not (4 or 5) || code.Subject > 7)
            return false;
        first ??= code;
        return true;
    }
}
