using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Local.FunctionsHost;

/// <summary>Ports of the loopback address, for programs that must be told their port. Another program may take one before the caller does.</summary>
public static class FreePort
{
    /// <summary>A port that no program listens on.</summary>
    public static int Take() => Take(1)[0];

    /// <summary>Different ports that no program listens on.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
