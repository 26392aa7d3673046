namespace FailureFunctions.Recording;

internal enum FailureKind
{
    /// <summary>The notification does not say.</summary>
    Unknown,

    /// <summary>During delivery: the receiving server refused, or could not be reached.</summary>
    Synchronous,

    /// <summary>After delivery: the message was accepted, and returned later.</summary>
    Asynchronous,
}

internal static class FailureKinds
{
    /// <summary>The kind that a delivery state implies.</summary>
    public static FailureKind Of(string? state) => state switch
    {
        null => FailureKind.Unknown,
        "bounce" => FailureKind.Asynchronous,
        _ => FailureKind.Synchronous,
    };

    /// <summary>The name in tables and messages.</summary>
    public static string NameOf(FailureKind kind) => kind switch
    {
        FailureKind.Synchronous => "synchronous",
        FailureKind.Asynchronous => "asynchronous",
        _ => "unknown",
    };
}
