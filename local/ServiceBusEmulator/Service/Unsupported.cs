using Amqp;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>
/// How features that this emulator does not have are refused. Clients report <c>amqp:not-implemented</c> as
/// NotSupportedException, with the text. docs/service-bus-emulator.md lists them all.
/// </summary>
internal static class Unsupported
{
    public static AmqpException Sessions() => new(
        ErrorCode.NotImplemented, "Sessions are not supported by this emulator. Receive without a session.");

    public static AmqpException Transactions() => new(
        ErrorCode.NotImplemented, "Transactions are not supported by this emulator. Send and settle outside of a transaction.");

    public static ManagementResult Operation(string? operation, EntityAddress entity) => new(
        501,
        operation is "com.microsoft:add-rule" or "com.microsoft:remove-rule" or "com.microsoft:enumerate-rules"
            ? $"The operation '{operation}' is not supported by this emulator. Declare the rules of '{entity}' in its configuration file."
            : $"The operation '{operation}' is not supported by this emulator on '{entity}'.",
        ErrorCode.NotImplemented);
}
