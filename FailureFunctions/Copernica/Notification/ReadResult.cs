namespace FailureFunctions.Copernica.Notification;

/// <summary>What came of reading a body.</summary>
internal abstract record ReadResult
{
    private ReadResult()
    {
    }

    /// <summary>The body is a failure notification.</summary>
    /// <param name="Notification">What it says.</param>
    public sealed record Read(FailureNotification Notification) : ReadResult;

    /// <summary>The body is a notification of another type, such as <c>bounce</c>.</summary>
    /// <param name="Type">The type as sent, cut to <see cref="FieldLimits.ShortText"/>.</param>
    public sealed record OtherType(string Type) : ReadResult;

    /// <summary>The body cannot be read, or fields are missing.</summary>
    /// <param name="Errors">What is wrong, one entry per field; never empty.</param>
    public sealed record Unreadable(IReadOnlyList<FieldError> Errors) : ReadResult;
}

/// <summary>What is wrong with one field. Says what to fix, and repeats no value.</summary>
/// <param name="Field">The field's name, or <c>body</c>.</param>
/// <param name="Message">What is wrong and what is expected.</param>
internal sealed record FieldError(string Field, string Message);
