using System.Globalization;
using System.Text;
using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>A word of a reply.</summary>
/// <param name="Place">Two per word; addresses and hosts stand between two words and do not part them.</param>
internal readonly record struct Word(int Id, int Place, int Sentence);

/// <summary>Words in a row. A span of them, being generic over a value type of ours, would be compiled at every start.</summary>
internal readonly record struct Words(Word[] All, int Start, int Length)
{
    public ref readonly Word this[int index] => ref All[Start + index];

    public Words Slice(int from, int count) => new(All, Start + from, count);
}

/// <summary>
/// Reads the words of a reply: lower case, without accents, codes, and the words that mean nothing; several words that mean
/// one are one. Addresses, IP addresses and host names become markers, so that their own words decide nothing.
/// </summary>
internal ref struct ReplyText
{
    /// <summary>
    /// So many characters of a text are read. A reply says what is wrong in its first lines (RFC 5321 allows 512 octets a
    /// line); what follows is at best the returned message.
    /// </summary>
    public const int LongestText = 4096;

    public const int MostWords = 600;

    private const int Passes = 3;

    private readonly Vocabulary _vocabulary;
    private readonly Word[] _words;
    private int _length;
    private int _sentence;

    /// <param name="words">Room for <see cref="MostWords"/>.</param>
    public ReplyText(Vocabulary vocabulary, ReadOnlySpan<char> text, Word[] words)
    {
        _vocabulary = vocabulary;
        _words = words;
        text = text[..Math.Min(text.Length, LongestText)];
        if (!Ascii.IsValid(text))
            text = WithoutAccents(text);
        ReplyScanner.Scan(text[..Math.Min(text.Length, LongestText)], ref this);
        JoinPhrases();
    }

    public readonly Words Words => new(_words, 0, _length);

    /// <summary>Whether a pattern is read, in which a star stands for the rest of a word.</summary>
    public readonly bool IsPattern => _vocabulary.IsOpen;

    /// <summary>The first reply code in the text.</summary>
    public ReplyCode? Code { get; private set; }

    /// <summary>The first enhanced status code in the text, of class 4 or 5.</summary>
    public EnhancedStatusCode? Extended { get; private set; }

    public void Note(ReplyCode code) => Code ??= code;

    public void Note(EnhancedStatusCode code) => Extended ??= code;

    public void Add(scoped ReadOnlySpan<char> word) => Add(_vocabulary.Find(word));

    /// <returns>Whether rules know the word; if not, it is not added.</returns>
    public bool AddKnown(scoped ReadOnlySpan<char> word)
    {
        var id = _vocabulary.Find(word);
        if (id > 0)
            Add(id);
        return id > 0;
    }

    public void Add(int id)
    {
        if (id != Vocabulary.Dropped && _length < MostWords)
            _words[_length++] = new Word(id, 0, _sentence);
    }

    /// <summary>Ends a sentence: no pattern reaches over its end.</summary>
    public void EndSentence() => _sentence++;

    // Letters with the accents and forms that only some servers write become plain. Normalize throws on half of a surrogate pair and
    // on U+FFFE, and no such character is a letter.
    private static string WithoutAccents(ReadOnlySpan<char> text)
    {
        var plain = string.Create(text.Length, text, static (copy, from) =>
        {
            for (var i = 0; i < copy.Length; i++)
                copy[i] = char.IsSurrogate(from[i]) || from[i] is '\uFFFE' or '\uFFFF' ? ' ' : from[i];
        });
        return string.Concat(plain.Normalize(NormalizationForm.FormKD).Where(letter => char.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark));
    }

    // What is joined may be part of a phrase itself: "no longer" is "not", and "not active" is "disabled".
    private void JoinPhrases()
    {
        for (var pass = 0; pass < Passes; pass++)
        {
            var (from, to) = (0, 0);
            while (from < _length)
            {
                var word = Join(from, out var length);
                from += length;
                if (word.Id is not Vocabulary.Dropped)
                    _words[to++] = word;
            }
            _length = to;
        }
        var place = 0;
        for (var i = 0; i < _length; i++)
        {
            var isBetween = _words[i].Id is Vocabulary.Address or Vocabulary.Ip or Vocabulary.Host;
            place += (isBetween ? 1 : 2) - (place & 1);
            _words[i] = _words[i] with { Place = place };
        }
    }

    private readonly Word Join(int at, out int length)
    {
        foreach (var phrase in _vocabulary.PhrasesFrom(_words[at].Id))
        {
            length = phrase.Words.Length;
            if (StandsAt(phrase.Words, at))
                return _words[at] with { Id = phrase.Result };
        }
        length = 1;
        return _words[at];
    }

    private readonly bool StandsAt(int[] phrase, int at)
    {
        if (at + phrase.Length > _length)
            return false;
        for (var i = 1; i < phrase.Length; i++)
            if (_words[at + i].Id != phrase[i] || _words[at + i].Sentence != _words[at].Sentence)
                return false;
        return true;
    }
}
