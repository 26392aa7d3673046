using System.Text;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>
/// The answer to clients that speak HTTP to the AMQP port: Microsoft's administration client and AMQP over WebSockets.
/// Left without one, they would try again and again and then report a broken connection.
/// </summary>
internal static class HttpRefusal
{
    private const string Text =
        "HTTP is not supported by this emulator, neither the administration client nor AMQP over WebSockets. "
        + "Declare queues, topics, subscriptions and rules in its configuration file, and connect with AMQP over TCP (AmqpTcp).";

    public static readonly ReadOnlyMemory<byte> Response = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 501 Not Implemented\r\nContent-Type: text/plain\r\nContent-Length: {Text.Length}\r\nConnection: close\r\n\r\n{Text}");

    /// <summary>Whether the first bytes of a connection begin an HTTP request: a method and a blank.</summary>
    public static bool IsRequest(ReadOnlySpan<byte> start)
    {
        var blank = start.IndexOf((byte)' ');
        return blank > 0 && !start[..blank].ContainsAnyExceptInRange((byte)'A', (byte)'Z');
    }
}
