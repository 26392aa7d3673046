namespace FailureFunctions.Copernica.Signing;

/// <summary>Lets only names below a domain through to where keys are looked up.</summary>
/// <param name="domain">The domain.</param>
/// <param name="keys">Where keys are looked up.</param>
internal sealed class KeyDomainSource(KeyId domain, IPublicKeySource keys) : IPublicKeySource
{
    private static readonly KeyLookup Outside = new KeyLookup.Refused(AuthenticationFailure.KeyOutsideDomain);

    /// <inheritdoc/>
    public ValueTask<KeyLookup> FindAsync(KeyId keyId, CancellationToken cancellationToken) =>
        keyId.IsBelow(domain) ? keys.FindAsync(keyId, cancellationToken) : ValueTask.FromResult(Outside);

    /// <inheritdoc/>
    public ValueTask<KeyLookup> FindAgainAsync(KeyId keyId, KeyLookup.Found tried, CancellationToken cancellationToken) =>
        keyId.IsBelow(domain) ? keys.FindAgainAsync(keyId, tried, cancellationToken) : ValueTask.FromResult(Outside);
}
