using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FailureFunctions.Local.Send.Tests;

/// <summary>A request as it came over the wire.</summary>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Takes HTTP requests byte by byte, as nothing between could have changed it, and answers.</summary>
internal sealed class RecordingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RecordingServer(string answer, int requests = 1)
    {
        _listener.Start();
        All = ServeAllAsync(answer, requests);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Task<IReadOnlyList<ReceivedRequest>> All { get; }

    public Task<ReceivedRequest> Received => FirstAsync();

    public void Dispose() => _listener.Dispose();

    private async Task<ReceivedRequest> FirstAsync() => (await All)[0];

    private async Task<IReadOnlyList<ReceivedRequest>> ServeAllAsync(string answer, int requests)
    {
        var all = new List<ReceivedRequest>();
        while (all.Count < requests)
            all.Add(await ServeAsync(answer));
        return all;
    }

    private async Task<ReceivedRequest> ServeAsync(string answer)
    {
        using var connection = await _listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. bytes]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            bytes.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. bytes]).TrimEnd().Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        var request = lines[0].Split(' ');
        return new ReceivedRequest(request[0], request[1], headers, body);
    }
}
