namespace FailureFunctions.Classification;

/// <summary>
/// Whom words about a dead address are about, by the words around them. "User unknown" is the recipient; "sender's user
/// unknown", "no account for the domain you send from" and "invalid address in header" are not.
/// </summary>
internal sealed class Subjects(Vocabulary vocabulary)
{
    // So many words before and after the match are looked at, in its sentence.
    private const int Before = 5;
    private const int After = 2;

    private readonly Verdict _sender = Verdict.Of(Reason.SenderRejected, "about-the-sender", Confidence.Medium);
    private readonly Verdict _client = Verdict.Of(Reason.PolicyBlock, "about-the-client", Confidence.Medium);
    private readonly Verdict _message = Verdict.Of(Reason.ContentRejected, "about-the-message", Confidence.Medium);
    private readonly Kind[] _kinds = KindsOf(vocabulary);

    [Flags]
    private enum Kind : byte
    {
        None = 0,
        Recipient = 1,
        Sender = 2,
        SenderAfter = 4,
        Client = 8,
        Message = 16,
        ForNow = 32,
    }

    /// <summary>What the words mean when they are about someone or something else than the recipient; null when they are not.</summary>
    public Verdict? Of(Words words, in Match match)
    {
        var sentence = words[match.Start].Sentence;
        // What stands between the words of the match says most, then what is nearest.
        for (var at = match.Start; at <= match.End; at++)
            if (VerdictAt(words[at], isAfter: false) is { } inside)
                return inside;
        for (var distance = 1; distance <= Before; distance++)
        {
            for (var side = 0; side < 2; side++)
            {
                var isAfter = side == 1;
                var at = isAfter ? match.End + distance : match.Start - distance;
                if (at < 0 || at >= words.Length || words[at].Sentence != sentence || (isAfter && distance > After) || words[at].Id < 0)
                    continue;
                if ((_kinds[words[at].Id] & Kind.Recipient) != 0)
                    return null;
                if (VerdictAt(words[at], isAfter) is { } verdict)
                    return verdict;
            }
        }
        return null;
    }

    /// <summary>Whether the words say that it is for now: "temporarily", "try again later".</summary>
    public bool IsForNow(Words words)
    {
        for (var at = 0; at < words.Length; at++)
            if (words[at].Id >= 0 && (_kinds[words[at].Id] & Kind.ForNow) != 0)
                return true;
        return false;
    }

    private Verdict? VerdictAt(in Word word, bool isAfter) => (word.Id < 0 ? Kind.None : _kinds[word.Id]) switch
    {
        var kind when (kind & Kind.Sender) != 0 || (isAfter && (kind & Kind.SenderAfter) != 0) => _sender,
        var kind when (kind & Kind.Client) != 0 => _client,
        var kind when (kind & Kind.Message) != 0 => _message,
        _ => null,
    };

    private static Kind[] KindsOf(Vocabulary vocabulary)
    {
        var kinds = new Kind[vocabulary.Count];
        string[] sets = ["{of-recipient}", "{of-sender}", "{of-sender-after}", "{of-client}", "{of-message}", "{for-now}"];
        for (var i = 0; i < sets.Length; i++)
            foreach (var id in vocabulary.SetOf(sets[i]) ?? throw new FormatException($"words.tsv: the set {sets[i]} is missing."))
                kinds[id] |= (Kind)(1 << i);
        return kinds;
    }
}
