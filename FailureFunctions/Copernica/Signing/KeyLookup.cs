namespace FailureFunctions.Copernica.Signing;

/// <summary>What was found under a key's name. One of the cases nested here, and no other.</summary>
internal abstract record KeyLookup
{
    private KeyLookup()
    {
    }

    /// <summary>There are keys.</summary>
    /// <param name="Keys">At least one; several when several are published at the name.</param>
    public sealed record Found(IReadOnlyList<SigningKey> Keys) : KeyLookup;

    /// <summary>There is no key that may be used, and that is certain.</summary>
    /// <param name="Cause">Why not.</param>
    public sealed record Refused(AuthenticationFailure Cause) : KeyLookup;

    /// <summary>Nobody can tell right now.</summary>
    /// <param name="Reason">What is in the way, for the log.</param>
    /// <param name="RetryAfter">When asking again makes sense.</param>
    public sealed record Unavailable(string Reason, TimeSpan RetryAfter) : KeyLookup;
}
