using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

internal enum SignatureMode
{
    /// <summary>Only requests that Copernica signed are accepted.</summary>
    Required,

    /// <summary>Unsigned requests are accepted too; a wrong signature is refused. For trying things out.</summary>
    Optional,

    /// <summary>Signatures are ignored. For a machine that nobody else can reach.</summary>
    Off,
}

/// <summary>Warns at start when unsigned notifications, or ones signed with locally trusted keys, are accepted.</summary>
internal sealed partial class SignatureModeWarning(IOptions<CopernicaOptions> options, ILogger<SignatureModeWarning> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Signature == SignatureMode.Optional)
            Log.Optional(logger);
        else if (options.Value.Signature == SignatureMode.Off)
            Log.Off(logger);
        if (options.Value.TrustedKeys.Count > 0)
            Log.TrustedKeys(logger, options.Value.TrustedKeys.Count);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(506, LogLevel.Warning, "Copernica__Signature is Optional: a notification without a signature is accepted. Set it to Required where others can reach this app.")]
        public static partial void Optional(ILogger logger);

        [LoggerMessage(507, LogLevel.Warning, "Copernica__Signature is Off: notifications are accepted from anyone. Set it to Required where others can reach this app.")]
        public static partial void Off(ILogger logger);

        [LoggerMessage(508, LogLevel.Warning, "Copernica__TrustedKeys: {Count} key(s) are trusted without DNS. Meant for tests and local use.")]
        public static partial void TrustedKeys(ILogger logger, int count);
    }
}
