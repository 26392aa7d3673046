namespace FailureFunctions.Copernica.Notification;

/// <summary>The single-valued fields of a failure that have a place of their own.</summary>
internal enum KnownField
{
    Id,
    Type,
    Time,
    Timestamp,
    Recipient,
    Action,
    State,
    Code,
    Extended,
    Description,
    Profile,
    Mailing,
}

internal static class KnownFields
{
    public const int Count = (int)KnownField.Mailing + 1;

    public static KnownField? Of(ReadOnlySpan<char> name) => name switch
    {
        "id" => KnownField.Id,
        "type" => KnownField.Type,
        "time" => KnownField.Time,
        "timestamp" => KnownField.Timestamp,
        "recipient" => KnownField.Recipient,
        "action" => KnownField.Action,
        "state" => KnownField.State,
        "code" => KnownField.Code,
        "extended" => KnownField.Extended,
        "description" => KnownField.Description,
        "profile" => KnownField.Profile,
        "mailing" => KnownField.Mailing,
        _ => null,
    };

    /// <summary>Whether the name is one of the spellings of tags: <c>tags</c>, <c>tags[]</c>, <c>tags[0]</c>.</summary>
    public static bool IsTags(ReadOnlySpan<char> name) =>
        name is "tags" || (name.StartsWith("tags[") && name.EndsWith("]"));
}
