namespace FailureFunctions.Copernica.Signing;

/// <summary>What is known about the keys at a name: one of the cases nested here.</summary>
internal abstract record KeyLookup
{
    private KeyLookup()
    {
    }

    /// <summary>There is at least one key; all that are published at the name are there.</summary>
    public sealed record Found(IReadOnlyList<SigningKey> Keys) : KeyLookup;

    /// <summary>No usable key is published.</summary>
    public sealed record Refused(AuthenticationFailure Cause) : KeyLookup;

    /// <summary>Whether there is a key is unknown. The reason is for the log.</summary>
    public sealed record Unavailable(string Reason, TimeSpan RetryAfter) : KeyLookup;
}

/// <summary>The result of a look-up, and how long DNS allows it to be kept.</summary>
internal readonly record struct KeyAnswer(KeyLookup Lookup, TimeSpan TimeToLive);

/// <summary>Looks keys up where they are published, without remembering any.</summary>
internal interface IKeyResolver
{
    /// <summary>Completes within seconds and does not throw.</summary>
    Task<KeyAnswer> ResolveAsync(KeyId keyId);
}
