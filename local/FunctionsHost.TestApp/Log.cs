using Microsoft.Extensions.Logging;

namespace FunctionsHost.TestApp;

internal sealed partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "logged outside of an invocation")]
    private static partial void Outside(ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "{Text}")]
    public static partial void Information(ILogger logger, string text);

    [LoggerMessage(3, LogLevel.Debug, "{Text}")]
    public static partial void Debug(ILogger logger, string text);

    [LoggerMessage(4, LogLevel.Error, "it failed")]
    public static partial void Failed(ILogger logger, Exception exception);

    public static void Starting(ILogger? logger) => Outside(logger!);
}
