using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Tests.Bicep;

/// <summary>
/// The Bicep CLI, started once for many requests: JSON-RPC over its standard streams, each message with a Content-Length
/// (github.com/Azure/bicep, <c>bicep jsonrpc</c>). Not for several requests at once. Stopped by its process id.
/// </summary>
internal sealed class BicepServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private int _lastId;

    private BicepServer(Process process) => _process = process;

    /// <summary>The path of the CLI, from its NuGet package.</summary>
    public static string CliPath { get; } = Path.GetFullPath(typeof(BicepServer).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "BicepPath").Value!.Replace('\\', '/'));

    /// <summary>Starts the CLI.</summary>
    /// <param name="environment">Environment variables, which <c>main.bicepparam</c> reads; null takes one away.</param>
    public static BicepServer Start(IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(CliPath, ["jsonrpc", "--stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new BicepServer(Process.Start(start)!);
    }

    /// <summary>Sends a request, and waits for its answer.</summary>
    /// <param name="method">The method, such as <c>bicep/compile</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <returns>The result.</returns>
    /// <exception cref="BicepException">The CLI answered with an error.</exception>
    public async Task<JsonNode> RequestAsync(string method, JsonObject parameters)
    {
        using var limit = new CancellationTokenSource(Limit);
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_lastId, ["method"] = method, ["params"] = parameters };
        var body = Encoding.UTF8.GetBytes(request.ToJsonString());
        var input = _process.StandardInput.BaseStream;
        await input.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), limit.Token);
        await input.WriteAsync(body, limit.Token);
        await input.FlushAsync(limit.Token);

        var answer = await ReadAsync(_process.StandardOutput.BaseStream, limit.Token);
        if (answer["error"] is { } error)
            throw new BicepException(error["message"]!.GetValue<string>());
        return answer["result"]!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<JsonNode> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var length = 0;
        while (await ReadLineAsync(stream, cancellationToken) is { Length: > 0 } line)
        {
            var parts = line.Split(':', 2);
            if (parts[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return JsonSerializer.Deserialize<JsonNode>(body)!;
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        var one = new byte[1];
        while (line.WrittenCount == 0 || line.WrittenSpan[^1] != '\n')
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            line.Write(one);
        }

        return Encoding.ASCII.GetString(line.WrittenSpan).TrimEnd();
    }
}
