namespace FailureFunctions.Copernica.Notification;

internal abstract record ReadResult
{
    private ReadResult()
    {
    }

    public sealed record Read(FailureNotification Notification) : ReadResult;

    /// <summary>A notification of another type, such as <c>bounce</c>; at most <see cref="FieldLimits.ShortText"/> characters of it.</summary>
    public sealed record OtherType(string Type) : ReadResult;

    /// <summary>The body cannot be read, or required fields are missing: one error per field, at least one.</summary>
    public sealed record Unreadable(IReadOnlyList<FieldError> Errors) : ReadResult;
}

/// <summary>What to fix in a field, or in the <c>body</c> as a whole. Never contains the value, which may be personal data.</summary>
internal sealed record FieldError(string Field, string Message);
