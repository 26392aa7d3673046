namespace FailureFunctions.Copernica.Notification;

/// <summary>Takes the fields of one body in the order in which they come, and puts each where it belongs.</summary>
internal sealed class FieldSet
{
    private readonly string?[] _known = new string?[KnownFields.Count];
    private int _fields;

    public TagList Tags { get; } = new();

    public ExtraFields Extra { get; } = new();

    /// <summary>Whether the body has more fields than are read.</summary>
    public bool Overflowed => _fields > FieldLimits.Fields;

    /// <summary>The first value of a field; null when it was not sent.</summary>
    public string? this[KnownField field] => _known[(int)field];

    /// <summary>Adds a field; a repeat of a single-valued one goes to the extra fields.</summary>
    public void Add(ReadOnlySpan<char> name, string value)
    {
        if (!Count())
            return;
        if (KnownFields.Of(name) is { } field)
        {
            if (_known[(int)field] is null)
                _known[(int)field] = value;
            else
                Extra.Add(name.ToString(), value);
        }
        else if (KnownFields.IsTags(name))
        {
            Tags.AddJoined(value);
        }
        else
        {
            Extra.Add(name.ToString(), value);
        }
    }

    /// <summary>Adds one tag out of an array, which may hold semicolons.</summary>
    public void AddTag(string tag)
    {
        if (Count())
            Tags.Add(tag);
    }

    private bool Count() => ++_fields <= FieldLimits.Fields;
}
