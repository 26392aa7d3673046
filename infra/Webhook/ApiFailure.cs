namespace FailureFunctions.Infra.Webhook;

/// <summary>How a call failed.</summary>
internal enum ApiFailureKind
{
    /// <summary>400, or any other answer that is none of the below: Copernica's word for nearly every failed call.</summary>
    Refused,

    /// <summary>401 or 403.</summary>
    NotAllowed,

    /// <summary>404, 405, 410 or 501.</summary>
    NotFound,

    /// <summary>Success, with an answer that cannot be understood.</summary>
    Unreadable,

    /// <summary>429 or 5xx: an answer that a later try may change.</summary>
    Unavailable,

    /// <summary>No answer at all.</summary>
    NoAnswer,
}

/// <summary>A call that failed.</summary>
/// <param name="Kind">How.</param>
/// <param name="Message">What happened and what to fix; without the access token.</param>
internal sealed record ApiFailure(ApiFailureKind Kind, string Message)
{
    /// <summary>How long the other side asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a command ends with that fails by this.</summary>
    public ExitCode ExitCode => Kind is ApiFailureKind.Unavailable or ApiFailureKind.NoAnswer ? ExitCode.TryLater : ExitCode.Refused;

    /// <summary>Whether the call may have been carried out all the same.</summary>
    public bool MayHaveHappened => Kind is ApiFailureKind.Unavailable or ApiFailureKind.NoAnswer or ApiFailureKind.Unreadable;
}
