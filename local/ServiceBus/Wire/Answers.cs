using Amqp;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>Reads the status of an answer, which <c>$cbs</c> and <c>$management</c> spell differently.</summary>
internal static class Answers
{
    public const int NoContent = 204;

    public static int StatusOf(Message answer)
        => (answer.ApplicationProperties?["statusCode"] ?? answer.ApplicationProperties?["status-code"]) is int status ? status : 0;

    public static void ThrowIfFailed(Message answer, string entityPath)
    {
        var status = StatusOf(answer);
        if (status is >= 200 and < 300) return;

        var properties = answer.ApplicationProperties;
        throw AmqpErrors.ToException(
            status,
            (properties?["errorCondition"] ?? properties?["error-condition"])?.ToString(),
            (properties?["statusDescription"] ?? properties?["status-description"])?.ToString(),
            entityPath);
    }
}
