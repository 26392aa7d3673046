using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using FailureFunctions.Observability;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Asks DNS for TXT records, for keys and for the health check. TCP first: an answer over UDP can be forged by whoever
/// guesses 16 bits and the port.
/// </summary>
/// <param name="nameServers">The servers to ask, in this order; none for those of the system.</param>
/// <param name="timeout">The limit of one try.</param>
internal sealed class DnsLookups(IEnumerable<string> nameServers, TimeSpan timeout)
{
    /// <summary>The limit of one try in the app.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);

    // A server may be down or just closing its connection, so there is another try, on the next server if there is one.
    private const int TcpTries = 2;

    // Read at the first look-up: a system without name servers fails that look-up, not the start of the app.
    private readonly Lazy<(IPEndPoint[] Servers, LookupClient Tcp)> _dns = new(() => Create(nameServers, timeout), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The limit of all tries of a look-up; the sender would not wait for more.</summary>
    public TimeSpan Limit => timeout * (TcpTries + 1);

    /// <summary>Throws when no server answers, and when the servers are those of the system and it has none.</summary>
    public async Task<DnsAnswer> QueryAsync(string name, CancellationToken cancellationToken)
    {
        var (servers, tcp) = _dns.Value;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout * TcpTries);
            var response = await tcp.QueryAsync(name, QueryType.TXT, cancellationToken: limit.Token);
            return new DnsAnswer(response.Header.ResponseCode, response.Answers, response.Authorities);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            return await AskOverUdpAsync(servers, name, limit.Token);
        }
    }

    private static async Task<DnsAnswer> AskOverUdpAsync(IPEndPoint[] servers, string name, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            try
            {
                return await DnsOverUdp.AskAsync(servers[index], name, cancellationToken);
            }
            catch (SocketException) when (index < servers.Length - 1)
            {
                // Nobody listens there.
            }
        }
    }

    private static (IPEndPoint[] Servers, LookupClient Tcp) Create(IEnumerable<string> nameServers, TimeSpan timeout)
    {
        IPEndPoint[] servers = [.. nameServers.Select(text => NameServer.TryParse(text, out var server) ? server : null).OfType<IPEndPoint>()];
        if (servers.Length == 0)
            servers = [.. DnsClient.NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)
                .Select(server => new IPEndPoint(IPAddress.Parse(server.Address), server.Port))];
        return (servers, new LookupClient(new LookupClientOptions(servers)
        {
            AutoResolveNameServers = false,
            Timeout = timeout,
            Retries = servers.Length > 1 ? 0 : TcpTries - 1,
            UseCache = false,
            UseRandomNameServer = false,
            UseTcpOnly = true,
            ContinueOnEmptyResponse = false,
        }));
    }
}

internal static class NameServer
{
    /// <summary>Reads <c>10.0.0.4</c>, <c>10.0.0.4:5353</c>, <c>::1</c> or <c>[::1]:5353</c>; the default port is 53.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? server)
    {
        // IPAddress ignores the port of "[::1]:5353".
        server = !text.Contains("]:", StringComparison.Ordinal) && IPAddress.TryParse(text, out var address) ? new IPEndPoint(address, 53)
            : IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port != 0 ? endPoint
            : null;
        return server is not null;
    }
}

/// <summary>
/// Asks the name servers for the TXT records of the domain below which keys are published. That there are none is an
/// answer too; silence, SERVFAIL and REFUSED are not.
/// </summary>
internal sealed class DnsCheck(IOptions<CopernicaOptions> options, DnsLookups dns)
{
    public const string Name = "dns";

    /// <summary>A lost packet and its repeat.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private const string Hint =
        "Check that the app reaches its name servers (port 53, TCP), and check the setting Copernica__NameServers. "
        + "Notifications signed with known keys are still accepted; others are answered 503.";

    /// <summary>None when signatures are off: no key is looked up then.</summary>
    public IReadOnlyList<Probe> Probes() => options.Value.Signature == SignatureMode.Off ? [] : [new Probe(AskAsync)];

    public static string HintOf(Exception exception) =>
        exception is RefusedException refused ? $"The answer is {refused.Code}. {Hint}" : $"No usable answer. {Hint}";

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var answer = await dns.QueryAsync(options.Value.KeyDomain, cancellationToken);
        if (answer.Code is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
            throw new RefusedException(answer.Code);
    }

    private sealed class RefusedException(DnsHeaderResponseCode code) : Exception
    {
        public DnsHeaderResponseCode Code => code;
    }
}
