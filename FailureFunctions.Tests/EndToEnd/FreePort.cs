using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Ports of the loopback address.</summary>
internal static class FreePort
{
    /// <summary>A port that nobody listens on; somebody may before the caller does.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
