using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>What goes wrong between the service and a function.</summary>
internal sealed partial class ServiceBusLog(ILogger<ServiceBusLog> logger)
{
    public void Failed(string function, string entity, string action, Exception exception) => LogFailed(logger, function, entity, action, exception);

    [LoggerMessage(1, LogLevel.Error, "{Function}: Service Bus entity '{Entity}', {Action} failed; it is tried again.")]
    private static partial void LogFailed(ILogger logger, string function, string entity, string action, Exception exception);

    public void StillRunning() => LogStillRunning(logger);

    [LoggerMessage(2, LogLevel.Warning, "The host stops although messages are still being handled; they are delivered again.")]
    private static partial void LogStillRunning(ILogger logger);
}
