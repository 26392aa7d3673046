using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Local.Run;

/// <summary>The built app, and the settings with which it accepts the notifications of one sender.</summary>
internal static class AppSettings
{
    /// <summary>The app's build output.</summary>
    public static string AppFolder { get; } = BuildOutput.Of("FailureFunctions");

    /// <param name="tablesConnection">The connection string of the tables.</param>
    /// <param name="busConnection">The connection string of the bus.</param>
    /// <param name="signer">The sender whose key the app trusts.</param>
    /// <param name="hosts">The host names that the sender calls, with their ports, separated by commas.</param>
    public static Dictionary<string, string> Of(string tablesConnection, string busConnection, CopernicaSigner signer, string hosts) => new()
    {
        ["FailureTables"] = tablesConnection,
        ["FailureBus"] = busConnection,
        ["Copernica__Accounts"] = signer.Account,
        ["Copernica__Hosts"] = hosts,
        [TrustedKey(signer)] = signer.PublicKeyPem,
    };

    /// <summary>The name of the setting with which it trusts a sender's key without DNS.</summary>
    public static string TrustedKey(CopernicaSigner signer) => $"Copernica__TrustedKeys__{signer.KeyId}";
}
