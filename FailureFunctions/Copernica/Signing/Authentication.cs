namespace FailureFunctions.Copernica.Signing;

/// <summary>Whether a request is Copernica's: one of the cases nested here.</summary>
internal abstract record Authentication
{
    private Authentication()
    {
    }

    /// <summary>The request is accepted.</summary>
    /// <param name="Account">The sender; <see cref="AccountId.Unknown"/> only when unsigned.</param>
    /// <param name="SignedDate">The Date header that the signature covers, in UTC; null when unsigned.</param>
    /// <param name="Signature">The SHA-256 of the signature, for the <see cref="ReplayWindow{T}"/>; null when unsigned.</param>
    public sealed record Authenticated(AccountId Account, DateTimeOffset? SignedDate, string? Signature) : Authentication
    {
        public bool IsSigned => Signature is not null;
    }

    /// <summary>The request is refused; sending it again does not help.</summary>
    public sealed record Refused(AuthenticationFailure Cause) : Authentication
    {
        public string CauseName => Cause.Name;

        public string Hint => Cause.Hint;
    }

    /// <summary>The signing key is unavailable; the same request may be accepted later.</summary>
    /// <param name="Reason">For the log.</param>
    /// <param name="RetryAfter">Whole seconds, at least one.</param>
    public sealed record KeyUnavailable(string Reason, TimeSpan RetryAfter) : Authentication;
}
