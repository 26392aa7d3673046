using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Quarantine;

/// <summary>Why an authentic notification was not taken.</summary>
internal enum RejectionCause
{
    /// <summary>It cannot be read, or fields are missing.</summary>
    Unreadable,

    /// <summary>It is of another type than <c>failure</c>.</summary>
    OtherType,
}

/// <summary>The names of <see cref="RejectionCause"/> in tables, logs and metrics.</summary>
internal static class RejectionCauses
{
    /// <summary>What is wrong with a notification of another type.</summary>
    public static readonly FieldError OtherTypeError = new("type", "must be 'failure'");

    /// <summary>The name of a cause.</summary>
    /// <param name="cause">The cause.</param>
    /// <returns><c>unreadable</c> or <c>other-type</c>.</returns>
    public static string NameOf(RejectionCause cause) => cause == RejectionCause.OtherType ? "other-type" : "unreadable";

    /// <summary>Reads the name of a cause.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cause">The cause, when it is the name of one.</param>
    /// <returns>Whether it is.</returns>
    public static bool TryParse(string? name, out RejectionCause cause)
    {
        cause = name == "other-type" ? RejectionCause.OtherType : RejectionCause.Unreadable;
        return name == NameOf(cause);
    }
}
