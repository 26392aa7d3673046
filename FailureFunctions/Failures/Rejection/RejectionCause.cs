namespace FailureFunctions.Failures.Rejection;

/// <summary>Why an authentic notification was not taken.</summary>
public enum RejectionCause
{
    /// <summary>It cannot be read, or fields are missing.</summary>
    Unreadable,

    /// <summary>It is of another type than <c>failure</c>.</summary>
    OtherType,
}

/// <summary>The names of <see cref="RejectionCause"/> in tables, logs and metrics.</summary>
public static class RejectionCauses
{
    /// <summary>The name of a cause.</summary>
    /// <param name="cause">The cause.</param>
    /// <returns><c>unreadable</c> or <c>other-type</c>.</returns>
    public static string NameOf(RejectionCause cause) => cause == RejectionCause.OtherType ? "other-type" : "unreadable";
}
