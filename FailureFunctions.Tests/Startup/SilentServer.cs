using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Tests.Startup;

/// <summary>Accepts connections and never says anything.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentServer() => _listener.Start();

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public Task<TcpClient> AcceptAsync() => _listener.AcceptTcpClientAsync();

    /// <summary>Settings whose connections point here.</summary>
    public Dictionary<string, string?> Settings()
    {
        var settings = WorkerProcess.Settings;
        var here = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{EndPoint.Port}");
        foreach (var name in new[] { "FailureTables", "FailureBus" })
            settings[name] = settings[name]!.Replace("127.0.0.1:1", here, StringComparison.Ordinal);
        return settings;
    }

    public void Dispose() => _listener.Dispose();
}
