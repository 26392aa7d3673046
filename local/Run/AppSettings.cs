using System.Net;
using System.Net.Sockets;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Local.Run;

/// <summary>The settings of an app that takes the notifications of one sender.</summary>
internal static class AppSettings
{
    /// <summary>The account that notifications come from.</summary>
    public const string Account = "account_1234";

    private const string KeyId = "local._domainkey.copernica.com";

    /// <summary>A sender with a key of its own, made now.</summary>
    public static CopernicaSigner NewSigner() => CopernicaSigner.WithNewKey(KeyId, Account);

    /// <summary>The settings of an app that trusts a sender.</summary>
    /// <param name="tablesConnection">The connection string of the tables.</param>
    /// <param name="busConnection">The connection string of the bus.</param>
    /// <param name="signer">The sender, made by <see cref="NewSigner"/>.</param>
    /// <param name="hosts">The host names that the sender calls, with their ports, separated by commas.</param>
    public static Dictionary<string, string> Of(string tablesConnection, string busConnection, CopernicaSigner signer, string hosts) => new()
    {
        ["FailureTables"] = tablesConnection,
        ["FailureBus"] = busConnection,
        ["Copernica__Accounts"] = Account,
        ["Copernica__Hosts"] = hosts,
        [$"Copernica__TrustedKeys__{KeyId}"] = signer.PublicKeyPem,
    };

    /// <summary>A free port. Asked for beforehand, because the app is told which host it answers for.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
