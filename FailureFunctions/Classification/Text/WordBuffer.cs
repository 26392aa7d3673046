namespace FailureFunctions.Classification.Text;

/// <summary>Collects folded words in a buffer, a blank after each. For texts and patterns alike.</summary>
internal ref struct WordBuffer(Span<char> buffer)
{
    /// <summary>Stands for an e-mail address, whose own words must not count (<c>spam@…</c>, <c>mailboxfull@…</c>).</summary>
    public const char Address = '\uE000';

    /// <summary>Stands for an IPv4 address.</summary>
    public const char Ip = '\uE001';

    /// <summary>Follows a host name.</summary>
    public const char Host = '\uE002';

    // With these words Cisco's and Google's servers introduce what another server answered; its answer is what counts.
    // That a message goes back to its sender is said of every failure.
    private static readonly string[] Headings =
    [
        "unknown address error ",
        "rejected by the recipient domain ",
        "rejected by the server for the recipient domain ",
        "return to sender ",
        "returned to sender ",
        "returning to sender ",
    ];

    private readonly Span<char> _buffer = buffer;
    private int _length;
    private int _wordStart;

    /// <summary>Whether there is no word yet.</summary>
    public readonly bool IsEmpty => _length == 0;

    /// <summary>The words so far.</summary>
    public readonly ReadOnlySpan<char> Words => _buffer[.._length];

    /// <summary>The room that the words of a text may take: "a." grows to ".a " and a host name by its marker.</summary>
    public static int RoomFor(int length) => (2 * length) + 8;

    /// <summary>Adds a run of a text.</summary>
    public void Add(scoped ReadOnlySpan<char> run)
    {
        if (char.IsAsciiDigit(run[0]) && Runs.IsIp(run))
        {
            Mark(Ip);
            return;
        }

        if (Runs.IsAddress(run))
        {
            Mark(Address);
            return;
        }

        run = run.TrimStart('/');
        var host = Runs.HostLength(run);
        if (host == 0)
        {
            AddWords(run);
            return;
        }

        AddName(run[..host]);
        Mark(Host);
        AddPath(run[host..]);
    }

    /// <summary>Adds a dotted name as one word, with a point before each of its parts: <c>.mx.example.nl</c>.</summary>
    public void AddName(scoped ReadOnlySpan<char> name)
    {
        _buffer[_length++] = '.';
        foreach (var character in name)
        {
            var folded = Folding.Fold(character);
            _buffer[_length++] = folded is Folding.Blank or Folding.Nothing ? character : folded;
        }

        _buffer[_length++] = Folding.Blank;
        _wordStart = _length;
    }

    /// <summary>Adds the words of a path, with a slash before each: <c>/mail /p /nosuchuser</c>.</summary>
    public void AddPath(scoped ReadOnlySpan<char> path)
    {
        var inWord = false;
        foreach (var character in path)
        {
            var folded = Folding.Fold(character);
            if (folded is Folding.Nothing)
                continue;
            if (folded is Folding.Blank)
            {
                if (inWord)
                    _buffer[_length++] = Folding.Blank;
                inWord = false;
                continue;
            }

            if (!inWord)
                _buffer[_length++] = '/';
            _buffer[_length++] = folded;
            inWord = true;
        }

        if (inWord)
            _buffer[_length++] = Folding.Blank;
        _wordStart = _length;
    }

    /// <summary>Adds a marker.</summary>
    public void Mark(char marker)
    {
        _buffer[_length++] = marker;
        _buffer[_length++] = Folding.Blank;
        _wordStart = _length;
    }

    /// <summary>Adds plain words.</summary>
    public void AddWords(scoped ReadOnlySpan<char> run)
    {
        _wordStart = _length;
        for (var i = 0; i < run.Length; i++)
        {
            // Letters and digits, of which most of a text consists.
            var buffer = _buffer;
            var length = _length;
            var folded = Folding.Fold(run[i]);
            while (folded is not (Folding.Blank or Folding.Nothing))
            {
                buffer[length++] = folded;
                if (++i == run.Length)
                    break;
                folded = Folding.Fold(run[i]);
            }

            _length = length;
            if (i == run.Length)
                break;
            if (folded is Folding.Blank)
                EndWord();
            else if (!Folding.IsApostrophe(run[i]))
                continue;
            else if (_length == _wordStart + 1)
                EndWord(); // The article of "l'utente" and "d'adresse" is a word of its own.
            else if (i + 1 < run.Length && run[i + 1] is 't' or 'T')
                SplitNot();
        }

        EndWord();
    }

    // "doesn't" and "can't" as two words, as others write them.
    private void SplitNot()
    {
        if (_length - _wordStart < 3 || _buffer[_length - 1] is not 'n')
            return;
        if (!_buffer[_wordStart.._length].SequenceEqual("can"))
            _length--;
        EndWord();
        "no".CopyTo(_buffer[_length..]);
        _length += 2;
    }

    private void EndWord()
    {
        if (_length == _wordStart)
            return;
        var word = _buffer[_wordStart.._length];
        if (word[0] is 'c' && word.SequenceEqual("cannot"))
        {
            "can not".CopyTo(_buffer[_wordStart..]);
            _length++;
        }
        else if (word[0] is 'm' && FollowsLoneE() && word.StartsWith("mail"))
        {
            // "e-mail" as "email".
            word.CopyTo(_buffer[(_wordStart - 1)..]);
            _length--;
        }

        _buffer[_length++] = Folding.Blank;
        if (word is ['e' or 'd' or 's', .., 'r' or 'n'])
            DropHeading();
        _wordStart = _length;
    }

    // What stands before a verdict of another server, and is none itself.
    private void DropHeading()
    {
        foreach (var heading in Headings)
        {
            if (!_buffer[.._length].EndsWith(heading))
                continue;
            _length -= heading.Length;
            return;
        }
    }

    private readonly bool FollowsLoneE() =>
        _wordStart >= 2 && _buffer[_wordStart - 2] is 'e' && (_wordStart == 2 || _buffer[_wordStart - 3] is Folding.Blank);
}
