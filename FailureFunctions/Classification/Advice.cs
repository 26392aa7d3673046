namespace FailureFunctions.Classification;

/// <summary>What a failure says about mailing this address again.</summary>
internal enum Advice
{
    /// <summary>It says nothing against the address.</summary>
    Never,

    /// <summary>Stop mailing it when failures of this kind go on.</summary>
    SuppressIfRepeated,

    /// <summary>Stop mailing it.</summary>
    SuppressNow,
}
