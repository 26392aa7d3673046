using System.Collections.Frozen;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// A set of hosts to compare Host headers with: in any case, with or without the dot of the root. A host without a port
/// stands for itself at the default ports, 80 and 443.
/// </summary>
internal sealed class HostNames
{
    private readonly FrozenSet<string> _hosts;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public HostNames(IEnumerable<string> hosts)
    {
        _hosts = hosts.Select(host => Normalise(host)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _lookup = _hosts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool IsEmpty => _hosts.Count == 0;

    public bool Contains(ReadOnlySpan<char> host)
    {
        var (name, port) = Split(host.Trim(" \t"));
        // Hardly ever is there a port or a dot to take off, and then nothing has to be put together.
        return port is null ? _lookup.Contains(host[name]) : _lookup.Contains(string.Concat(host[name], ":", host[port.Value]));
    }

    private static string Normalise(string host)
    {
        var (name, port) = Split(host);
        return port is null ? host[name] : $"{host[name]}:{host[port.Value]}";
    }

    // The ranges of the name, without the root's dot, and of a port that is not a default one.
    private static (Range Name, Range? Port) Split(ReadOnlySpan<char> host)
    {
        // A colon inside brackets belongs to an IPv6 address (RFC 3986, section 3.2.2).
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && host[colon..].Contains(']'))
            colon = -1;
        var end = colon < 0 ? host.Length : colon;
        var nameEnd = end > 0 && host[end - 1] == '.' ? end - 1 : end;
        Range? port = colon < 0 || host[(colon + 1)..] is "" or "80" or "443" ? null : (colon + 1)..host.Length;
        return (..nameEnd, port);
    }
}
