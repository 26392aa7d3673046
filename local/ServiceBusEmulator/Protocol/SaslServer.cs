using System.Text;
using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>
/// The start of a connection: SASL (AMQP 1.0 part 5, section 5.3) with the mechanisms of Service Bus, or none. With
/// all but PLAIN the client shows its right later, at <c>$cbs</c>.
/// </summary>
internal sealed class SaslServer(AmqpConnection connection, FrameReader reader, FrameWriter writer)
{
    private static readonly Symbol[] Mechanisms = ["MSSBCBS", "PLAIN", "ANONYMOUS", "EXTERNAL"];

    /// <returns>Whether AMQP frames may follow.</returns>
    public async Task<bool> NegotiateAsync(CancellationToken cancellationToken)
    {
        var header = await reader.ReadProtocolHeaderAsync(cancellationToken);
        if (header.AsSpan().SequenceEqual(ProtocolHeader.Sasl))
        {
            writer.WriteRaw(ProtocolHeader.Sasl);
            writer.Write(Frame.SaslType, 0, new SaslMechanisms { SaslServerMechanisms = Mechanisms });
            if (!await LogInAsync(cancellationToken))
                return false;

            header = await reader.ReadProtocolHeaderAsync(cancellationToken);
        }

        if (header is null)
            return false;

        if (HttpRefusal.IsRequest(header))
        {
            writer.WriteRaw(HttpRefusal.Response.Span);
            return false;
        }

        // Whatever came, the answer is the version we speak (section 2.2); the peer closes when it cannot.
        writer.WriteRaw(ProtocolHeader.Amqp);
        return header.AsSpan().SequenceEqual(ProtocolHeader.Amqp);
    }

    private async Task<bool> LogInAsync(CancellationToken cancellationToken)
    {
        if (await reader.ReadFrameAsync(cancellationToken) is not { Type: Frame.SaslType, Performative: SaslInit init })
            throw new AmqpException(ErrorCode.NotAllowed, "A sasl-init was expected.");

        var accepted = Mechanisms.Contains(init.Mechanism) && ((string)init.Mechanism != "PLAIN" || IsRightPassword(init.InitialResponse));
        writer.Write(Frame.SaslType, 0, new SaslOutcome { Code = accepted ? SaslCode.Ok : SaslCode.Auth });
        return accepted;
    }

    /// <summary>RFC 4616: authorisation identity, NUL, user name, NUL, password.</summary>
    private bool IsRightPassword(byte[]? response)
    {
        var parts = Encoding.UTF8.GetString(response ?? []).Split('\0');
        if (parts.Length != 3)
            return false;

        lock (connection.Gate)
            return connection.Nodes.LogIn(parts[1], parts[2]);
    }
}
