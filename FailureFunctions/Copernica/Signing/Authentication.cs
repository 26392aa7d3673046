namespace FailureFunctions.Copernica.Signing;

internal abstract record Authentication
{
    private Authentication()
    {
    }

    /// <param name="Account">The sender; <see cref="AccountId.Unknown"/> only when unsigned.</param>
    /// <param name="SignedDate">The Date header that the signature covers, in UTC; null when unsigned.</param>
    /// <param name="Signature">The SHA-256 of the signature, for the <see cref="ReplayWindow{T}"/>; null when unsigned.</param>
    public sealed record Authenticated(AccountId Account, DateTimeOffset? SignedDate, string? Signature) : Authentication;

    /// <summary>Sending the request again does not help.</summary>
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

/// <summary>The check that a request failed. docs/security.md explains each.</summary>
internal sealed record AuthenticationFailure
{
    private const string Signature =
        "The request carries no valid Copernica signature: check that the webhook's URL is exactly the one called, that no proxy rewrites path, query or headers, and that the request is signed with a key the app knows (a key of your own must be in Copernica__TrustedKeys).";
    private const string Clock =
        "The request is outside the allowed clock skew: check that this machine's clock is right, and that Copernica__MaxClockSkew allows for delays.";
    private const string Host =
        "The request is not for this host: check that Copernica__Hosts names the host of the webhook's URL.";
    private const string Account =
        "The request is not for this account: check that Copernica__Accounts names the account that owns the webhook.";
    private const string Body =
        "The request's digest does not match the body: check that no proxy changes the body or removes the Digest header.";
    private const string Key =
        "The request's signing key is unknown or cannot be trusted: check that Copernica__KeyDomain is the sender's, and the DNS record at the key's name; a key of your own must be in Copernica__TrustedKeys.";

    public static readonly AuthenticationFailure SignatureMissing = new("signature-missing", Signature);
    public static readonly AuthenticationFailure SignatureMalformed = new("signature-malformed", Signature);
    public static readonly AuthenticationFailure AlgorithmUnacceptable = new("algorithm-unacceptable", Signature);
    public static readonly AuthenticationFailure CoverageIncomplete = new("coverage-incomplete", Signature);
    public static readonly AuthenticationFailure CoveredHeaderMissing = new("covered-header-missing", Signature);
    public static readonly AuthenticationFailure SignatureMismatch = new("signature-mismatch", Signature);
    public static readonly AuthenticationFailure SignatureExpired = new("signature-expired", Clock);
    public static readonly AuthenticationFailure DateMissing = new("date-missing", Clock);
    public static readonly AuthenticationFailure DateMalformed = new("date-malformed", Clock);
    public static readonly AuthenticationFailure DateTooOld = new("date-too-old", Clock);
    public static readonly AuthenticationFailure DateInFuture = new("date-in-future", Clock);
    public static readonly AuthenticationFailure HostMissing = new("host-missing", Host);
    public static readonly AuthenticationFailure HostUnknown = new("host-unknown", Host);
    public static readonly AuthenticationFailure AccountMissing = new("account-missing", Account);
    public static readonly AuthenticationFailure AccountMalformed = new("account-malformed", Account);
    public static readonly AuthenticationFailure AccountUnknown = new("account-unknown", Account);
    public static readonly AuthenticationFailure DigestMissing = new("digest-missing", Body);
    public static readonly AuthenticationFailure DigestMalformed = new("digest-malformed", Body);
    public static readonly AuthenticationFailure DigestUnacceptable = new("digest-unacceptable", Body);
    public static readonly AuthenticationFailure DigestMismatch = new("digest-mismatch", Body);
    public static readonly AuthenticationFailure KeyIdMalformed = new("key-id-malformed", Key);
    public static readonly AuthenticationFailure KeyOutsideDomain = new("key-outside-domain", Key);
    public static readonly AuthenticationFailure KeyUnknown = new("key-unknown", Key);
    public static readonly AuthenticationFailure KeyRevoked = new("key-revoked", Key);
    public static readonly AuthenticationFailure KeyUnusable = new("key-unusable", Key);

    private AuthenticationFailure(string name, string hint) => (Name, Hint) = (name, hint);

    /// <summary>Stable, for logs and metrics; the caller does not get it.</summary>
    public string Name { get; }

    /// <summary>
    /// What an operator can fix. It is the same for related checks and repeats nothing of the request, so the caller gets it.
    /// </summary>
    public string Hint { get; }

    public override string ToString() => Name;
}
