namespace FailureFunctions.Copernica.Signing;

/// <summary>Whether a request is Copernica's. One of the cases nested here, and no other.</summary>
internal abstract record Authentication
{
    private Authentication()
    {
    }

    /// <summary>The request is let in.</summary>
    /// <param name="Account">Whose notification it is; <see cref="AccountId.Unknown"/> only when unsigned.</param>
    /// <param name="SignedDate">The Date header that the signature covers, in UTC; null when unsigned.</param>
    /// <param name="Signature">Names the signature, to recognise a replay (<see cref="ReplayWindow{T}"/>); null when unsigned.</param>
    public sealed record Authenticated(AccountId Account, DateTimeOffset? SignedDate, SignatureFingerprint? Signature)
        : Authentication
    {
        /// <summary>Whether a valid signature was found; always so when signatures are required.</summary>
        public bool IsSigned => Signature is not null;
    }

    /// <summary>The request is not let in, and never will be as it stands.</summary>
    /// <param name="Cause">The check that failed: for logs and metrics, not for the caller.</param>
    public sealed record Refused(AuthenticationFailure Cause) : Authentication
    {
        /// <summary>The stable kebab-case name of the cause, for logs and metrics.</summary>
        public string CauseName => AuthenticationFailures.Of(Cause).Name;

        /// <summary>What an operator can fix; the same for all causes of a class, fit to be shown to the caller.</summary>
        public string Hint => AuthenticationFailures.Of(Cause).Class.Hint;
    }

    /// <summary>The signing key cannot be had right now; the same request may be let in later.</summary>
    /// <param name="Reason">What is in the way, for the log.</param>
    /// <param name="RetryAfter">When asking again makes sense: whole seconds, at least one.</param>
    public sealed record KeyUnavailable(string Reason, TimeSpan RetryAfter) : Authentication;
}
