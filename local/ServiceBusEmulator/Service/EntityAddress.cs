namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>
/// The address of a link or the audience of a token as a path: <c>topic/Subscriptions/name</c>, whether it came as
/// that, as <c>/topic/…</c> or as <c>sb://host:port/topic/…</c>.
/// </summary>
internal readonly record struct EntityAddress(string Path)
{
    private const string Management = "$management";
    private const string Cbs = "$cbs";

    public bool IsCbs => Path.Equals(Cbs, StringComparison.OrdinalIgnoreCase);

    public bool IsManagement => Path.EndsWith($"/{Management}", StringComparison.OrdinalIgnoreCase);

    /// <summary>The entity itself, when this is the address of its management node.</summary>
    public EntityAddress Entity => IsManagement ? new EntityAddress(Path[..^(Management.Length + 1)]) : this;

    public static EntityAddress Parse(string? address)
    {
        var text = address ?? "";
        if (text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var uri))
            text = Uri.UnescapeDataString(uri.AbsolutePath);
        return new EntityAddress(text.Trim('/'));
    }

    public bool IsSame(EntityAddress other) => Path.Equals(other.Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is the other address or lies below it; the empty path is above all.</summary>
    public bool IsWithin(EntityAddress other) =>
        other.Path.Length == 0
        || IsSame(other)
        || Path.StartsWith($"{other.Path}/", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Path;
}
