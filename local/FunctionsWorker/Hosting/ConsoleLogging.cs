using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The console log of a local run: one line for each entry, levels as host.json sets them.</summary>
internal static class ConsoleLogging
{
    public static void ReplaceConsole(this ILoggingBuilder logging)
    {
        foreach (var console in logging.Services.Where(service => service.ImplementationType == typeof(ConsoleLoggerProvider)).ToList())
            logging.Services.Remove(console);

        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "[yyyy-MM-ddTHH:mm:ss.fffZ] ";
            options.UseUtcTimestamp = true;
        });
        logging.Services.AddSingleton<IConfigureOptions<LoggerFilterOptions>, HostJsonLevels>();
    }

    private sealed class HostJsonLevels(HostJson hostJson) : IConfigureOptions<LoggerFilterOptions>
    {
        public void Configure(LoggerFilterOptions options)
        {
            var provider = typeof(ConsoleLoggerProvider).FullName;
            // The server's line for each request repeats what the invocation says.
            options.Rules.Add(new LoggerFilterRule(provider, "Microsoft", LogLevel.Warning, null));
            foreach (var level in hostJson.LogLevels.GetChildren())
            {
                if (Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var minimum))
                    options.Rules.Add(new LoggerFilterRule(provider, level.Key.Equals("default", StringComparison.OrdinalIgnoreCase) ? null : level.Key, minimum, null));
            }
        }
    }
}
