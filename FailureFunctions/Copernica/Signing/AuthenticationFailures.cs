using System.Collections.Frozen;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The causes of refusal with their names and classes. The name goes to logs and metrics. The caller sees the hint of the
/// class and no more: neither which check of the class failed nor any value it compared.
/// </summary>
internal static class AuthenticationFailures
{
    /// <summary>A kind of cause that is fixed in one place.</summary>
    /// <param name="Name">Stable, one word.</param>
    /// <param name="Hint">One sentence that tells an operator what to look at.</param>
    public sealed record FailureClass(string Name, string Hint);

    /// <summary>A cause.</summary>
    /// <param name="Cause">The cause.</param>
    /// <param name="Name">Its stable kebab-case name.</param>
    /// <param name="Class">Its class.</param>
    public sealed record Entry(AuthenticationFailure Cause, string Name, FailureClass Class);

    private static readonly FailureClass Signature = new("signature",
        "The request carries no valid Copernica signature: check that the webhook's URL is exactly the one called, that no proxy rewrites path, query or headers, and that the request is signed with a key the app knows (a key of your own must be in Copernica__TrustedKeys).");

    private static readonly FailureClass Clock = new("clock",
        "The request is outside the allowed clock skew: check that this machine's clock is right, and that Copernica__MaxClockSkew allows for delays.");

    private static readonly FailureClass Host = new("host",
        "The request is not for this host: check that Copernica__Hosts names the host of the webhook's URL.");

    private static readonly FailureClass Account = new("account",
        "The request is not for this account: check that Copernica__Accounts names the account that owns the webhook.");

    private static readonly FailureClass Body = new("body",
        "The request's digest does not match the body: check that no proxy changes the body or removes the Digest header.");

    private static readonly FailureClass Key = new("key",
        "The request's signing key is unknown or cannot be trusted: check that Copernica__KeyDomain is the sender's, and the DNS record at the key's name; a key of your own must be in Copernica__TrustedKeys.");

    private static readonly FrozenDictionary<AuthenticationFailure, Entry> Table = new Entry[]
    {
        new(SignatureMissing, "signature-missing", Signature),
        new(SignatureMalformed, "signature-malformed", Signature),
        new(AlgorithmUnacceptable, "algorithm-unacceptable", Signature),
        new(CoverageIncomplete, "coverage-incomplete", Signature),
        new(CoveredHeaderMissing, "covered-header-missing", Signature),
        new(SignatureMismatch, "signature-mismatch", Signature),
        new(SignatureExpired, "signature-expired", Clock),
        new(DateMissing, "date-missing", Clock),
        new(DateMalformed, "date-malformed", Clock),
        new(DateTooOld, "date-too-old", Clock),
        new(DateInFuture, "date-in-future", Clock),
        new(HostMissing, "host-missing", Host),
        new(HostUnknown, "host-unknown", Host),
        new(AccountMissing, "account-missing", Account),
        new(AccountMalformed, "account-malformed", Account),
        new(AccountUnknown, "account-unknown", Account),
        new(DigestMissing, "digest-missing", Body),
        new(DigestMalformed, "digest-malformed", Body),
        new(DigestUnacceptable, "digest-unacceptable", Body),
        new(DigestMismatch, "digest-mismatch", Body),
        new(KeyIdMalformed, "key-id-malformed", Key),
        new(KeyOutsideDomain, "key-outside-domain", Key),
        new(KeyUnknown, "key-unknown", Key),
        new(KeyRevoked, "key-revoked", Key),
        new(KeyUnusable, "key-unusable", Key),
    }.ToFrozenDictionary(entry => entry.Cause);

    /// <summary>All causes.</summary>
    public static IReadOnlyCollection<Entry> All => Table.Values;

    /// <summary>Name and class of a cause.</summary>
    /// <param name="cause">A defined value.</param>
    public static Entry Of(AuthenticationFailure cause) => Table[cause];
}
