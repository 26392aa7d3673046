namespace FailureFunctions.Recording;

/// <summary>When the failure became known.</summary>
internal enum FailureKind
{
    /// <summary>The notification does not say.</summary>
    Unknown,

    /// <summary>During the delivery: the receiving server refused, or could not be reached.</summary>
    Synchronous,

    /// <summary>After the delivery: the message was accepted, and returned later.</summary>
    Asynchronous,
}

/// <summary>The names of <see cref="FailureKind"/> in tables and messages.</summary>
internal static class FailureKinds
{
    /// <summary>The name of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns><c>synchronous</c>, <c>asynchronous</c> or <c>unknown</c>.</returns>
    public static string NameOf(FailureKind kind) => kind switch
    {
        FailureKind.Synchronous => "synchronous",
        FailureKind.Asynchronous => "asynchronous",
        _ => "unknown",
    };

    /// <summary>The kind with a name.</summary>
    /// <param name="name">The name; any other text is <see cref="FailureKind.Unknown"/>.</param>
    /// <returns>The kind.</returns>
    public static FailureKind Of(string? name) => name switch
    {
        "synchronous" => FailureKind.Synchronous,
        "asynchronous" => FailureKind.Asynchronous,
        _ => FailureKind.Unknown,
    };
}
