using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace FailureFunctions.Copernica.Signing;

/// <summary>Looks keys up in DNS: the TXT records at the key's name.</summary>
/// <param name="nameServers">The servers to ask; none for those of the system.</param>
/// <param name="timeout">How long one try may take.</param>
internal sealed class DnsKeyResolver(IReadOnlyCollection<IPEndPoint> nameServers, TimeSpan timeout) : IKeyResolver
{
    /// <summary>How long one try takes at most, unless told otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);

    // A lost packet is worth another, to the next server where there is one; more would outlast the sender's patience.
    private const int MostTries = 3;

    private const string TryLater = "DNS has no answer";

    // Made at the first look-up: where the system names no server, that is an answer of its own and no reason to stop the app.
    private readonly Lazy<ILookupClient> _client =
        new(() => DnsLookups.Create(nameServers, timeout), LazyThreadSafetyMode.PublicationOnly);

    /// <inheritdoc/>
    public async Task<KeyAnswer> ResolveAsync(KeyId keyId)
    {
        using var patience = new CancellationTokenSource(timeout * MostTries);
        try
        {
            var response = await _client.Value.QueryAsync(keyId.Name, QueryType.TXT, cancellationToken: patience.Token);
            return response.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError => Read(keyId, response),
                DnsHeaderResponseCode.NotExistentDomain => Refuse(AuthenticationFailure.KeyUnknown, response),
                var code => Unavailable($"{TryLater}: {code}"),
            };
        }
        catch (Exception error)
        {
            // Whatever a server or the network comes up with, it says nothing about the request.
            return Unavailable($"{TryLater}: {error.Message}");
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

    // The records of the name itself, or of the name it is an alias of; nothing else that a server may have added.
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

    // A negative answer lives as long as the zone's SOA says (RFC 2308, section 5).
    private static KeyAnswer Refuse(AuthenticationFailure cause, IDnsQueryResponse response) =>
        new(new KeyLookup.Refused(cause), TimeSpan.FromSeconds(
            response.Authorities.SoaRecords().Select(soa => (double)Math.Min(soa.Minimum, (uint)Math.Max(0, soa.InitialTimeToLive)))
                .FirstOrDefault(response.Answers.Count > 0 ? Lifetime(response.Answers).TotalSeconds : 0)));

    private static KeyAnswer Unavailable(string reason) =>
        new(new KeyLookup.Unavailable(reason, TimeSpan.Zero), TimeSpan.Zero);
}
