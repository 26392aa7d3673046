namespace FailureFunctions.Copernica.Signing;

/// <summary>Where the public keys of signers come from.</summary>
internal interface IPublicKeySource
{
    /// <summary>Finds the keys of a name, remembered ones if they are fresh enough.</summary>
    /// <param name="keyId">The name.</param>
    /// <param name="cancellationToken">Ends the wait, not a look-up that others wait for too.</param>
    /// <returns>The keys, or why there are none. What goes wrong on the way is a result, never an exception.</returns>
    ValueTask<KeyLookup> FindAsync(KeyId keyId, CancellationToken cancellationToken);

    /// <summary>
    /// Finds the keys of a name anew, because a signature did not fit those remembered: the key may have been replaced.
    /// </summary>
    /// <param name="keyId">The name.</param>
    /// <param name="tried">What the signature did not fit.</param>
    /// <param name="cancellationToken">Ends the wait, not a look-up that others wait for too.</param>
    /// <returns><paramref name="tried"/> itself when there is nothing newer, or when it is too soon to look again.</returns>
    ValueTask<KeyLookup> FindAgainAsync(KeyId keyId, KeyLookup.Found tried, CancellationToken cancellationToken);
}
