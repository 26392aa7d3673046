namespace FailureFunctions.Copernica.Notification;

/// <summary>The fields of one body, each added to where it belongs: known fields by name, tags, or extra fields.</summary>
internal sealed class FieldSet
{
    // A tag in JSON takes two quotes and a comma, and up to six characters (\uXXXX) for one of its own.
    private const int Quoting = 3;
    private const int LongestEscape = 6;

    private static readonly HashSet<string> Known =
        ["id", "type", "time", "timestamp", "recipient", "action", "state", "code", "extended", "description", "profile", "mailing"];

    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _tags = [];
    private readonly HashSet<string> _seenTags = [];
    private int _roomForTags = FieldLimits.Tags;
    private int _count;

    /// <summary>More than <see cref="FieldLimits.Fields"/> fields were added; those above the limit are ignored.</summary>
    public bool Overflowed => _count > FieldLimits.Fields;

    /// <summary>In the order added, trimmed, without blanks and duplicates.</summary>
    public IReadOnlyList<string> Tags => _tags;

    /// <summary>Fields without a place of their own, repeats, and values that could not be used.</summary>
    public ExtraFields Extra { get; } = new();

    /// <summary><c>tags</c>, <c>tags[]</c>, <c>tags[0]</c>.</summary>
    public static bool IsTags(string name) =>
        name == "tags" || (name.StartsWith("tags[", StringComparison.Ordinal) && name.EndsWith(']'));

    /// <summary>The first value of a known field as sent; empty when it was not.</summary>
    public string Raw(string name) => _values.GetValueOrDefault(name, "");

    /// <summary>The first value of a known field, trimmed; null when it is blank or was not sent.</summary>
    public string? Text(string name) => Raw(name).Trim() is { Length: > 0 } text ? text : null;

    public void Add(string name, string value)
    {
        if (++_count > FieldLimits.Fields)
            return;
        if (IsTags(name))
        {
            // No tag of SMTPeter contains a semicolon, and its logs join tags with them.
            foreach (var tag in value.Split(';'))
                KeepTag(tag);
        }
        else if (!Known.Contains(name) || !_values.TryAdd(name, value))
        {
            Extra.Add(name, value);
        }
    }

    /// <summary>Adds an element of an array of tags, which may contain semicolons.</summary>
    public void AddTag(string tag)
    {
        if (++_count <= FieldLimits.Fields)
            KeepTag(tag);
    }

    private void KeepTag(string tag)
    {
        tag = tag.Trim();
        if (tag.Length == 0 || !_seenTags.Add(tag))
            return;
        var length = Quoting + tag.Sum(c => c is >= ' ' and < '\x7f' and not ('"' or '\\') ? 1 : LongestEscape);
        if (length > _roomForTags)
        {
            Extra.AddDropped();
            return;
        }
        _roomForTags -= length;
        _tags.Add(tag);
    }
}
