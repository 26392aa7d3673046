using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

/// <summary>Says at start when the door is not locked.</summary>
/// <param name="options">The settings.</param>
/// <param name="logger">Where to say it.</param>
internal sealed partial class SignatureModeWarning(IOptions<CopernicaOptions> options, ILogger<SignatureModeWarning> logger)
    : IHostedService
{
    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Copernica__Signature is Optional: whoever leaves out the signature is let in. Set it to Required where others can reach this app.")]
        public static partial void Optional(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "Copernica__Signature is Off: everybody is let in. Set it to Required where others can reach this app.")]
        public static partial void Off(ILogger logger);

        [LoggerMessage(3, LogLevel.Warning, "Copernica__TrustedKeys: {Count} key(s) are trusted without DNS. Meant for tests and local use.")]
        public static partial void TrustedKeys(ILogger logger, int count);
    }
}
