using System.Net.Sockets;
using System.Text;

namespace FunctionsHost.Tests.Support;

/// <summary>Sends bytes as they are written, where an HTTP client would normalize them.</summary>
internal static class RawHttp
{
    /// <summary>Sends the text and reads until the server closes the connection.</summary>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, limit.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(limit.Token);
    }
}
