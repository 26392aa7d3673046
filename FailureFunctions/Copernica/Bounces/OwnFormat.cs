using System.Text.RegularExpressions;

namespace FailureFunctions.Copernica.Bounces;

/// <summary>
/// Reads what a server says in its own words: the addresses that failed, each with the reply that stands with it. What all
/// formats have in common is enough: an address at the beginning of a line, or after a word for one, and the reason near it.
/// </summary>
internal sealed partial class OwnFormat
{
    private const int MostRecipients = 100;
    private const int LongestId = 1_000;

    // What is said about a recipient, in lines.
    private const int MostLines = 12;

    // Ranks of addresses: in a list of recipients; at the beginning of a line or after a word for recipients; anywhere; of nobody.
    private const int Surest = 0;
    private const int Listed = 1;
    private const int Unsure = 2;
    private const int Never = 9;

    private readonly BouncePatterns _patterns = BouncePatterns.Instance;
    private readonly HashSet<string> _senders = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _lines;
    private readonly string[] _returned;
    private readonly ReturnedMessage _message;

    public OwnFormat(ReturnedMessage message)
    {
        _message = message;
        string[] lines = [.. WithoutPartHeaders([.. message.Text.Split('\n').Select(line => line.Trim())])];
        // Not in the first line: a report has some words before what it returns.
        var end = Array.FindIndex(lines, line => line.Length > 0);
        end = end < 0 ? -1 : Array.FindIndex(lines, end + 1, line => _patterns.Has("returned", "line", line));
        _lines = end < 0 ? lines : lines[..end];
        _returned = end < 0 ? [] : lines[end..];
        Explanation = Blanks().Replace(string.Join(' ', _lines), " ").Trim();
        foreach (var header in (string[])["from", "to", "return-path", "reply-to", "sender", "x-original-to", "delivered-to"])
            AddSenders(message.Headers[header]);
        foreach (var header in (string[])["from", "return-path", "reply-to", "sender"])
            AddSenders(OriginalHeader(header));
    }

    /// <summary>What comes before the returned message, in one line.</summary>
    public string Explanation { get; }

    /// <summary>Whether it returns a message, or the headers of one.</summary>
    public bool ReturnsMessage => _message.Original is not null || _returned.Length > 0;

    /// <summary>The recipient of the returned message, by each header that has a single address, the surest first.</summary>
    public IEnumerable<string> ReturnedTo =>
        from header in (string[])["x-hmxmroriginalrecipient", "x-original-to", "delivered-to", "to"]
        let addresses = Addresses.In(OriginalHeader(header) ?? "").Take(2).ToArray()
        where addresses.Length == 1
        select addresses[0].Address;

    /// <summary>The Message-ID of the returned message, without brackets; null when there is none.</summary>
    public string? ReturnedId => OriginalHeader("message-id")?.Trim().Trim('<', '>') is { Length: > 0 and < LongestId } id ? id : null;

    /// <summary>Those that the explanation names, by the surest sign that there is.</summary>
    public List<ReportedRecipient> Named()
    {
        if (Failed(_message.Headers["x-failed-recipients"]) is { Count: > 0 } named)
            return named;
        var found = new List<(string Address, int Line, int Rank, string? Original)>();
        var begin = Array.FindIndex(_lines, line => _patterns.Has("following", "line", line));
        for (var i = 0; i < _lines.Length && found.Count < MostRecipients; i++)
        {
            foreach (var (address, index) in Addresses.In(_lines[i]).Take(MostRecipients))
            {
                var isOriginal = _patterns.Has("original", "line", _lines[i][..index]);
                if (isOriginal && found.Count > 0 && found[^1].Line >= i - 1)
                    found[^1] = found[^1] with { Original = address };
                else
                    found.Add((address, i, isOriginal ? Listed : RankOf(address, i, index, begin, found.All(one => one.Line <= begin)), null));
            }
        }
        var best = found.Count == 0 ? Never : found.Min(one => one.Rank);
        // The returned message is surer than that.
        if (best > Unsure && Returned().Count > 0)
            return [];
        return
        [
            .. found.Where(one => one.Rank == best && best < Never).Take(best < Unsure ? MostRecipients : 1)
                .DistinctBy(one => one.Address, StringComparer.OrdinalIgnoreCase)
                .Select(one => About(one.Address, one.Line) with { Original = one.Original }),
        ];
    }

    /// <summary>The recipient of the returned message.</summary>
    public List<ReportedRecipient> Returned() => Failed(ReturnedTo.FirstOrDefault() ?? OriginalHeader("to"));

    // The lower, the surer.
    private int RankOf(string address, int line, int index, int begin, bool isFirst)
    {
        var before = _lines[line][..index];
        var isAtStart = before.All(c => !char.IsLetterOrDigit(c));
        var isInList = line > begin && begin >= 0;
        var isQuoted = _patterns.Has("transcript", "line", before);
        var isSure = isAtStart || isQuoted || _patterns.Has("recipient", "line", before);
        if (_patterns.Has("sender", "line", before))
            return Never;
        if (_senders.Contains(address) || _patterns.Has("nobody", "address", address))
            // Whoever writes to itself heads the list; else it is the sender that the report is for.
            return isAtStart && isInList && isFirst ? Unsure : isSure && !isQuoted && !IsAddressed(address) ? Unsure + 1 : Never;
        return isSure ? (isInList && !isQuoted ? Surest : Listed) : Unsure;
    }

    /// <summary>What the explanation says about an address, or about all if it does not name it.</summary>
    public ReportedRecipient About(string? address)
    {
        var line = address is null ? -1 : Array.FindIndex(_lines, text => text.Contains(address, StringComparison.OrdinalIgnoreCase));
        return About(address, line);
    }

    private ReportedRecipient About(string? address, int line)
    {
        var own = line < 0 ? "" : string.Join('\n', _lines.Skip(line).Take(1).Concat(
            _lines.Skip(line + 1).TakeWhile(text => Addresses.FirstIn(text) is not { } other || other.Equals(address, StringComparison.OrdinalIgnoreCase)).Take(MostLines))).Trim();
        var all = string.Join('\n', _lines).Trim();
        var reply = QuotedReply.In(own);
        if (reply == default)
        {
            reply = QuotedReply.In(all);
            if (reply != default || own.Length == 0 || own.Equals(address, StringComparison.OrdinalIgnoreCase))
                own = all;
        }
        return new ReportedRecipient { Final = address, Code = reply.Code, Status = reply.Status, Text = own.Length == 0 ? null : FieldText.Cut(own) };
    }

    private List<ReportedRecipient> Failed(string? addresses) =>
        [.. Addresses.In(addresses ?? "").Select(found => found.Address).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostRecipients).Select(address => About(address))];

    private bool IsAddressed(string address) => _message.Headers["to"]?.Contains(address, StringComparison.OrdinalIgnoreCase) == true;

    // Where a boundary was lost, the headers of parts stand among the text. Those of a message begin the returned one.
    private static IEnumerable<string> WithoutPartHeaders(string[] lines)
    {
        var isHeader = false;
        for (var i = 0; i < lines.Length; i++)
        {
            isHeader = lines[i].Length > 0 && (isHeader || IsBoundary(i));
            if (!isHeader || lines[i].StartsWith("content-type: message", StringComparison.OrdinalIgnoreCase))
                yield return lines[i];
        }

        bool IsBoundary(int i) => lines[i].StartsWith("--", StringComparison.Ordinal) && !lines[i].Contains(' ')
            && i + 1 < lines.Length && lines[i + 1].StartsWith("content-", StringComparison.OrdinalIgnoreCase);
    }

    private void AddSenders(string? header)
    {
        foreach (var (address, _) in Addresses.In(header ?? ""))
            _senders.Add(address);
    }

    private string? OriginalHeader(string name) =>
        _message.Original is { } headers ? headers[name]
        : _returned.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)) is { } line ? line[(name.Length + 1)..]
        : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
