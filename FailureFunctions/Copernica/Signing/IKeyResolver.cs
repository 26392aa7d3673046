namespace FailureFunctions.Copernica.Signing;

/// <summary>Looks keys up where they are published, each time anew.</summary>
internal interface IKeyResolver
{
    /// <summary>Looks up what is published at a name.</summary>
    /// <param name="keyId">The name.</param>
    /// <returns>The result, and how long it may be kept. Ends by itself within seconds, and without an exception.</returns>
    Task<KeyAnswer> ResolveAsync(KeyId keyId);
}

/// <summary>What a look-up brought.</summary>
/// <param name="Lookup">The result.</param>
/// <param name="TimeToLive">How long it may be kept, according to DNS.</param>
internal readonly record struct KeyAnswer(KeyLookup Lookup, TimeSpan TimeToLive);
