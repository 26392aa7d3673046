using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace FailureFunctions.Copernica.Signing;

/// <summary>The address of a DNS server: an IP address, with a port unless it is 53.</summary>
internal static class NameServer
{
    private const int Port = 53;

    /// <summary>Reads <c>10.0.0.4</c>, <c>10.0.0.4:5353</c>, <c>::1</c> or <c>[::1]:5353</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? server)
    {
        server = IPAddress.TryParse(text, out var address) ? new IPEndPoint(address, Port)
            : IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port != 0 ? endPoint
            : null;
        return server is not null;
    }
}
