namespace FailureFunctions.Classification;

/// <summary>How far the rule that decided can be trusted.</summary>
internal enum Confidence
{
    /// <summary>A guess from a bare reply code or the state alone.</summary>
    Low,

    /// <summary>An enhanced status code, or a phrase that has other uses too.</summary>
    Medium,

    /// <summary>A phrase or token that says just this, or the sender's own state.</summary>
    High,
}
