using System.Net;
using DnsClient;

namespace FailureFunctions.Copernica.Signing;

/// <summary>Makes the client that asks DNS: the same servers, in the same order, for keys and for health.</summary>
internal static class DnsLookups
{
    /// <summary>The servers of the settings; none for those of the system.</summary>
    public static IReadOnlyCollection<IPEndPoint> ServersOf(CopernicaOptions options) =>
        [.. options.NameServers.Select(text => NameServer.TryParse(text, out var server) ? server : null).OfType<IPEndPoint>()];

    /// <summary>Makes a client; throws when the system names no server.</summary>
    /// <param name="servers">The servers to ask; none for those of the system.</param>
    /// <param name="timeout">How long one try may take.</param>
    public static ILookupClient Create(IReadOnlyCollection<IPEndPoint> servers, TimeSpan timeout)
    {
        DnsClient.NameServer[] asked = servers.Count > 0
            ? [.. servers.Select(server => new DnsClient.NameServer(server))]
            : [.. DnsClient.NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)];
        return new LookupClient(new LookupClientOptions(asked)
        {
            AutoResolveNameServers = false,
            Timeout = timeout,
            Retries = asked.Length > 1 ? 0 : 1,
            UseCache = false,
            UseRandomNameServer = false,
            ContinueOnEmptyResponse = false,
        });
    }
}
