using DnsClient;
using DnsClient.Protocol;

namespace FailureFunctions.Copernica.Signing;

internal sealed class DnsKeyResolver(DnsLookups dns) : IKeyResolver
{
    public async Task<KeyAnswer> ResolveAsync(KeyId keyId)
    {
        using var limit = new CancellationTokenSource(dns.Limit);
        try
        {
            var response = await dns.QueryAsync(keyId.Name, limit.Token);
            return response.Code switch
            {
                DnsHeaderResponseCode.NoError => Read(keyId, response),
                DnsHeaderResponseCode.NotExistentDomain => Refuse(AuthenticationFailure.KeyUnknown, response),
                var code => Unavailable($"{code}"),
            };
        }
        catch (Exception error)
        {
            // Whatever goes wrong here says nothing about the request. The message may repeat what a server sent.
            return Unavailable(error is DnsResponseException { Code: var code } ? $"{code}" : error.GetType().Name);
        }
    }

    private static KeyAnswer Read(KeyId keyId, DnsAnswer response)
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
        TimeSpan.FromSeconds(answers.Min(answer => answer.InitialTimeToLive));

    // The zone's SOA limits how long a negative answer is kept (RFC 2308, section 5).
    private static KeyAnswer Refuse(AuthenticationFailure cause, DnsAnswer response) =>
        new(new KeyLookup.Refused(cause), TimeSpan.FromSeconds(
            response.Authorities.SoaRecords().Select(soa => (double)Math.Min(soa.Minimum, soa.InitialTimeToLive))
                .FirstOrDefault(response.Answers.Count > 0 ? Lifetime(response.Answers).TotalSeconds : 0)));

    private static KeyAnswer Unavailable(string cause) =>
        new(new KeyLookup.Unavailable($"DNS has no answer: {cause}", TimeSpan.Zero), TimeSpan.Zero);
}
