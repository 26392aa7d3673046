namespace FailureFunctions.Copernica.Notification;

/// <summary>Collects tags: in order, trimmed, without blanks and repeats, bounded by <see cref="FieldLimits.Tags"/>.</summary>
internal sealed class TagList
{
    // What a tag costs in JSON besides its characters; and the most that one character can become there (\uXXXX).
    private const int Quoting = 3;
    private const int LongestEscape = 6;

    private List<string>? _tags;
    private HashSet<string>? _seen;
    private int _room = FieldLimits.Tags;

    /// <summary>How many tags found no room.</summary>
    public int Dropped { get; private set; }

    public IReadOnlyList<string> Tags => _tags ?? (IReadOnlyList<string>)[];

    /// <summary>Adds the tags of one text, split at semicolons: no tag of SMTPeter holds one, and its logs join with them.</summary>
    public void AddJoined(string text)
    {
        if (!text.Contains(';', StringComparison.Ordinal))
        {
            Add(text);
            return;
        }
        foreach (var part in text.Split(';'))
            Add(part);
    }

    /// <summary>Adds one tag.</summary>
    public void Add(string tag)
    {
        tag = tag.Trim();
        if (tag.Length == 0 || _seen?.Contains(tag) == true)
            return;
        var cost = JsonLength(tag);
        if (cost > _room)
        {
            Dropped++;
            return;
        }
        _room -= cost;
        (_tags ??= []).Add(tag);
        (_seen ??= new(StringComparer.Ordinal)).Add(tag);
    }

    private static int JsonLength(string tag)
    {
        var length = Quoting;
        foreach (var c in tag)
            length += c is >= ' ' and < '\x7f' and not ('"' or '\\' or '&' or '\'' or '<' or '>' or '+' or '`') ? 1 : LongestEscape;
        return length;
    }
}
