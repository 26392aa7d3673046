using DnsClient;
using FailureFunctions.Observability;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// Asks the name servers for the TXT records of the domain below which keys are published. That there are none is an
/// answer too; silence, SERVFAIL and REFUSED are not.
/// </summary>
internal sealed class DnsCheck(IOptions<CopernicaOptions> options)
{
    public const string Name = "dns";

    /// <summary>A lost packet and its repeat.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private const string Hint =
        "Check that the app reaches its name servers (port 53, UDP and TCP), and check the setting Copernica__NameServers. "
        + "Notifications signed with known keys are still accepted; others are answered 503.";

    private readonly Lazy<ILookupClient> _client = new(
        () => DnsLookups.Create(DnsLookups.ServersOf(options.Value), DnsKeyResolver.DefaultTimeout),
        LazyThreadSafetyMode.PublicationOnly);

    /// <summary>None when signatures are off: no key is looked up then.</summary>
    public IReadOnlyList<Probe> Probes() => options.Value.Signature == SignatureMode.Off ? [] : [new Probe(AskAsync)];

    public static string HintOf(Exception exception) => exception switch
    {
        RefusedException refused => $"The answer is {refused.Code}. {Hint}",
        _ => $"No usable answer. {Hint}",
    };

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var answer = await _client.Value.QueryAsync(options.Value.KeyDomain, QueryType.TXT, cancellationToken: cancellationToken);
        if (answer.Header.ResponseCode is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
            throw new RefusedException(answer.Header.ResponseCode);
    }

    private sealed class RefusedException(DnsHeaderResponseCode code) : Exception($"DNS answered {code}.")
    {
        public DnsHeaderResponseCode Code => code;
    }
}
