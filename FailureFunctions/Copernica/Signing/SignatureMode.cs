namespace FailureFunctions.Copernica.Signing;

/// <summary>What to do about signatures.</summary>
internal enum SignatureMode
{
    /// <summary>Only what Copernica has signed is taken.</summary>
    Required,

    /// <summary>What carries no signature is taken too; a wrong signature is refused. For trying things out.</summary>
    Optional,

    /// <summary>Signatures are not looked at. For a machine that nobody else can reach.</summary>
    Off,
}
