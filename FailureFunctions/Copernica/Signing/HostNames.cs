using System.Collections.Frozen;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// A set of hosts to compare Host headers with: in any case, with or without the root's dot. A host without a port stands
/// for the default ports, 80 and 443.
/// </summary>
internal sealed class HostNames(IEnumerable<string> hosts)
{
    private readonly FrozenSet<string> _hosts = hosts.Select(Normalise).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool IsEmpty => _hosts.Count == 0;

    public bool Contains(string host) => _hosts.Contains(Normalise(host.Trim(' ', '\t')));

    private static string Normalise(string host)
    {
        // A colon inside brackets belongs to an IPv6 address (RFC 3986, section 3.2.2).
        var colon = host.LastIndexOf(':');
        if (colon < host.LastIndexOf(']'))
            colon = -1;
        var (name, port) = colon < 0 ? (host, "") : (host[..colon], host[colon..]);
        if (name.EndsWith('.'))
            name = name[..^1];
        return port is ":" or ":80" or ":443" ? name : name + port;
    }
}
