namespace FailureFunctions.Copernica.Signing;

/// <summary>Which check a request failed. <see cref="AuthenticationFailures"/> has the name and the hint of each.</summary>
internal enum AuthenticationFailure
{
    /// <summary>No Signature header.</summary>
    SignatureMissing,

    /// <summary>The Signature header cannot be read, or lacks keyId or signature, or gives one twice.</summary>
    SignatureMalformed,

    /// <summary>The algorithm is none that an RSA key of Copernica's is used with.</summary>
    AlgorithmUnacceptable,

    /// <summary>The signature leaves out one of the five headers it must cover.</summary>
    CoverageIncomplete,

    /// <summary>The signature covers a header that the request does not have.</summary>
    CoveredHeaderMissing,

    /// <summary>The signature's own <c>created</c> or <c>expires</c> lies on the wrong side of now.</summary>
    SignatureExpired,

    /// <summary>The signature does not fit the request and the key.</summary>
    SignatureMismatch,

    /// <summary>No Date header.</summary>
    DateMissing,

    /// <summary>The Date header is no date.</summary>
    DateMalformed,

    /// <summary>The Date lies too far back.</summary>
    DateTooOld,

    /// <summary>The Date lies too far ahead.</summary>
    DateInFuture,

    /// <summary>No Host.</summary>
    HostMissing,

    /// <summary>The Host is none of ours.</summary>
    HostUnknown,

    /// <summary>No X-Copernica-ID.</summary>
    AccountMissing,

    /// <summary>X-Copernica-ID names no account.</summary>
    AccountMalformed,

    /// <summary>The account is none of ours.</summary>
    AccountUnknown,

    /// <summary>No Digest header.</summary>
    DigestMissing,

    /// <summary>The Digest header cannot be read.</summary>
    DigestMalformed,

    /// <summary>The Digest header has only algorithms that prove nothing.</summary>
    DigestUnacceptable,

    /// <summary>The digest is not that of the body.</summary>
    DigestMismatch,

    /// <summary>The keyId is no DNS name.</summary>
    KeyIdMalformed,

    /// <summary>The keyId lies outside the key domain.</summary>
    KeyOutsideDomain,

    /// <summary>Nothing is published at the keyId that could be a key.</summary>
    KeyUnknown,

    /// <summary>The key was revoked.</summary>
    KeyRevoked,

    /// <summary>The key is too short, not RSA, or not meant for this.</summary>
    KeyUnusable,
}
