namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>
/// Requests that are not Copernica's, outside the clock skew, not for us, or altered: generated over each header and parameter. None
/// is to be accepted. The key directory they are sent to has <see cref="TestKey.Genuine"/> at
/// <see cref="RequestDraft.GenuineKeyId"/>, and may have <see cref="TestKey.Forgers"/> wherever a forger can publish.
/// Few of them name a key below the key domain that does not exist, since look-ups of such are rationed.
/// </summary>
internal static class ForgedRequests
{
    /// <summary>All forgeries of a request.</summary>
    /// <param name="draft">A valid request. Its host, account and key are kept; a draft for a live server brings its own.</param>
    public static IEnumerable<RequestCase> Of(RequestDraft draft) =>
    [
        .. AlteredHeaders.Of(draft),
        .. AlteredParameters.Of(draft),
        .. ForgedSignatures.Of(draft),
        .. ForgedKeys.Of(draft),
        .. WrongDigests.Of(draft),
        .. MisaddressedRequests.Of(draft),
    ];
}
