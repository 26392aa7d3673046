using System.Diagnostics.CodeAnalysis;
using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace FailureFunctions.Copernica.Signing;

/// <summary>Looks keys up in DNS: the TXT records at the key's name.</summary>
/// <param name="nameServers">The servers to ask; none for those of the system.</param>
/// <param name="timeout">The limit of one try.</param>
internal sealed class DnsKeyResolver(IReadOnlyCollection<IPEndPoint> nameServers, TimeSpan timeout) : IKeyResolver
{
    /// <summary>The limit of one try in the app.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);

    // A lost packet is worth another try, on the next server if there is one; the sender would not wait for more.
    private const int MostTries = 3;

    private const string NoAnswer = "DNS has no answer";

    // Created at the first look-up: a system without name servers fails that look-up, not the start of the app.
    private readonly Lazy<ILookupClient> _client =
        new(() => DnsLookups.Create(nameServers, timeout), LazyThreadSafetyMode.PublicationOnly);

    public async Task<KeyAnswer> ResolveAsync(KeyId keyId)
    {
        using var limit = new CancellationTokenSource(timeout * MostTries);
        try
        {
            var response = await _client.Value.QueryAsync(keyId.Name, QueryType.TXT, cancellationToken: limit.Token);
            return response.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError => Read(keyId, response),
                DnsHeaderResponseCode.NotExistentDomain => Refuse(AuthenticationFailure.KeyUnknown, response),
                var code => Unavailable($"{NoAnswer}: {code}"),
            };
        }
        catch (Exception error)
        {
            // Whatever goes wrong here says nothing about the request.
            return Unavailable($"{NoAnswer}: {error.Message}");
        }
    }

    private static KeyAnswer Read(KeyId keyId, IDnsQueryResponse response)
    {
        var texts = Published(keyId, response.Answers);
        var records = texts.Select(text => DkimKeyRecord.Parse(string.Concat(text.Text))).OfType<DkimKeyRecord>().ToList();
        var keys = records.Select(record => record.Key).OfType<SigningKey>().ToList();
        if (keys.Count > 0)
            return new KeyAnswer(new KeyLookup.Found(keys), Lifetime(response.Answers));
        return Refuse(
            records.Exists(record => record.Cause == AuthenticationFailure.KeyRevoked) ? AuthenticationFailure.KeyRevoked
            : records.Count > 0 ? AuthenticationFailure.KeyUnusable
            : AuthenticationFailure.KeyUnknown, response);
    }

    // Only the records of the name itself, or of the name it is an alias of; a server may add others.
    private static List<TxtRecord> Published(KeyId keyId, IReadOnlyList<DnsResourceRecord> answers)
    {
        var name = keyId.Name;
        for (var aliases = 0; aliases < answers.Count; aliases++)
        {
            if (answers.CnameRecords().FirstOrDefault(alias => Is(alias, name)) is not { } next)
                break;
            name = next.CanonicalName.Value;
        }

        return [.. answers.TxtRecords().Where(text => Is(text, name))];
    }

    private static bool Is(DnsResourceRecord record, string name) =>
        record.DomainName.Value.AsSpan().TrimEnd('.').Equals(name.AsSpan().TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private static TimeSpan Lifetime(IReadOnlyList<DnsResourceRecord> answers) =>
        TimeSpan.FromSeconds(answers.Min(answer => Math.Max(0, answer.InitialTimeToLive)));

    // The zone's SOA limits how long a negative answer is kept (RFC 2308, section 5).
    private static KeyAnswer Refuse(AuthenticationFailure cause, IDnsQueryResponse response) =>
        new(new KeyLookup.Refused(cause), TimeSpan.FromSeconds(
            response.Authorities.SoaRecords().Select(soa => (double)Math.Min(soa.Minimum, (uint)Math.Max(0, soa.InitialTimeToLive)))
                .FirstOrDefault(response.Answers.Count > 0 ? Lifetime(response.Answers).TotalSeconds : 0)));

    private static KeyAnswer Unavailable(string reason) =>
        new(new KeyLookup.Unavailable(reason, TimeSpan.Zero), TimeSpan.Zero);
}

/// <summary>Creates DNS clients: the same servers, in the same order, for keys and for the health check.</summary>
internal static class DnsLookups
{
    /// <summary>The servers in the settings; none for those of the system.</summary>
    public static IReadOnlyCollection<IPEndPoint> ServersOf(CopernicaOptions options) =>
        [.. options.NameServers.Select(text => NameServer.TryParse(text, out var server) ? server : null).OfType<IPEndPoint>()];

    /// <summary>Throws when the servers are those of the system and it has none.</summary>
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
