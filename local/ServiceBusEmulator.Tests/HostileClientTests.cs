using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using Amqp;
using FailureFunctions.Local.ServiceBusEmulator.Service;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class HostileClientTests
{
    private static readonly byte[] Header = "AMQP\0\u0001\0\0"u8.ToArray();
    private static readonly byte[] SaslHeader = "AMQP\u0003\u0001\0\0"u8.ToArray();
    private static readonly byte[] OpenFrame = [0, 0, 0, 16, 2, 0, 0, 0, 0x00, 0x53, 0x10, 0xC0, 0x04, 0x01, 0xA1, 0x00];

    private static IEnumerable<TestCaseData> Attacks()
    {
        yield return new TestCaseData("GET / HTTP/1.1\r\n\r\n"u8.ToArray()).SetArgDisplayNames("another protocol");
        yield return new TestCaseData((byte[])[.. Header, 0xFF, 0xFF, 0xFF, 0xFF, 2, 0, 0, 0]).SetArgDisplayNames("a frame of 4 GiB");
        yield return new TestCaseData((byte[])[.. Header, 0, 0, 0, 1, 2, 0, 0, 0]).SetArgDisplayNames("a frame smaller than its header");
        yield return new TestCaseData((byte[])[.. Header, 0, 0, 0, 12, 2, 0, 0, 0, 0, 0x53, 0x10, 0xFF]).SetArgDisplayNames("an unknown format code");
        yield return new TestCaseData((byte[])[.. Header, 0, 0, 0, 11, 2, 0, 0, 0, 0, 0x53, 0x11]).SetArgDisplayNames("a frame cut off");
        yield return new TestCaseData((byte[])[.. Header, 0, 0, 0, 12, 2, 0, 0, 0, 0, 0x53, 0x11, 0x45]).SetArgDisplayNames("a begin before the open");
        yield return new TestCaseData((byte[])[.. Header, .. OpenFrame, 0, 0, 0, 12, 2, 0, 0, 9, 0, 0x53, 0x13, 0x45]).SetArgDisplayNames("a flow on no session");
        yield return new TestCaseData((byte[])[.. Header, .. OpenFrame, 0, 0, 0, 15, 2, 0, 0, 0, 0, 0x53, 0x15, 0xC0, 0x00, 0x05, 0x41]).SetArgDisplayNames("a disposition with a false size");
        yield return new TestCaseData((byte[])[.. SaslHeader, 0, 0, 0, 12, 2, 1, 0, 0, 0, 0x53, 0x41, 0x45]).SetArgDisplayNames("a login without mechanism");
    }

    [TestCaseSource(nameof(Attacks))]
    public async Task Bytes_that_are_no_AMQP_end_their_own_connection_only(byte[] bytes)
    {
        await using var server = await Wire.StartAsync();
        var bystander = await Wire.ConnectAsync(server);
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", server.Port);

        await client.GetStream().WriteAsync(bytes);
        await ReadToEndAsync(client.GetStream());

        await new SenderLink(new Session(bystander), "s", "orders").SendAsync(Wire.Text("a"), Wire.Limit);
        await bystander.CloseAsync();
    }

    [Test]
    public async Task A_client_that_wants_to_hear_often_gets_heartbeats_in_time()
    {
        // An open with an idle time-out of 2 s: at least that often, by AMQP 1.0 part 2, section 2.4.5.
        byte[] open = [0, 0, 0, 23, 2, 0, 0, 0, 0x00, 0x53, 0x10, 0xC0, 0x0B, 0x05, 0xA1, 0x00, 0x40, 0x40, 0x40, 0x70, 0x00, 0x00, 0x07, 0xD0];
        open[3] = (byte)open.Length;
        await using var server = await Wire.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", server.Port);
        await client.GetStream().WriteAsync((byte[])[.. Header, .. open]);

        using var limit = new CancellationTokenSource(Wire.Limit);
        await client.GetStream().ReadExactlyAsync(new byte[Header.Length], limit.Token);
        Assert.That((await ReadFrameAsync(client.GetStream(), limit.Token))[8..11], Is.EqualTo(new byte[] { 0x00, 0x53, 0x10 }), "an open");
        var opened = Stopwatch.GetTimestamp();
        Assert.That(await ReadFrameAsync(client.GetStream(), limit.Token), Has.Length.EqualTo(8), "a frame without content");
        Assert.That(Stopwatch.GetElapsedTime(opened), Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task An_HTTP_request_is_answered_with_501_and_the_reason_also_when_its_body_is_left_unread()
    {
        await using var server = await Wire.StartAsync();
        using var client = new HttpClient { Timeout = Wire.Limit };
        using var body = new ByteArrayContent(new byte[200_000]);

        using var response = await client.PutAsync(new Uri($"http://localhost:{server.Port}/orders?api-version=2021-05"), body);

        Assert.That((int)response.StatusCode, Is.EqualTo(501));
        Assert.That(response.Headers.ConnectionClose, Is.True);
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("not supported by this emulator").And.Contain("AmqpTcp"));
    }

    [Test]
    public void Random_bytes_are_refused_as_messages_without_any_other_exception()
    {
        var random = new Random(1);
        for (var round = 0; round < 20000; round++)
        {
            var bytes = new byte[random.Next(0, 60)];
            random.NextBytes(bytes);
            if (bytes.Length > 3)
                (bytes[0], bytes[1], bytes[2]) = (0, 0x53, (byte)random.Next(0x70, 0x79));
            try
            {
                MessageCodec.Read(round % 5 == 0 ? MessageCodec.BatchFormat : 0, bytes);
            }
            catch (AmqpException exception)
            {
                Assert.That((string)exception.Error.Condition, Is.EqualTo("amqp:decode-error").Or.EqualTo("com.microsoft:argument-error"));
            }
        }
    }

    private static async Task<byte[]> ReadFrameAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var size = new byte[4];
        await stream.ReadExactlyAsync(size, cancellationToken);
        var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(size) - size.Length];
        await stream.ReadExactlyAsync(rest, cancellationToken);
        return [.. size, .. rest];
    }

    private static async Task ReadToEndAsync(NetworkStream stream)
    {
        using var limit = new CancellationTokenSource(Wire.Limit);
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, limit.Token) > 0)
            {
                // What the emulator says before it closes does not matter here.
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
        }
    }
}
