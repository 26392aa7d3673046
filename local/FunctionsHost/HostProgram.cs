using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FailureFunctions.Local.FunctionsHost;

/// <summary>The command line.</summary>
internal static class HostProgram
{
    private const int BadUsage = 2;

    // What shells report for a program that a signal ended: 128 + SIGINT.
    private const int Interrupted = 130;

    private const string FunctionKeyVariable = "FUNCTIONS_HOST_KEY";
    private const string MasterKeyVariable = "FUNCTIONS_HOST_MASTER_KEY";

    private const string Usage = """
        Usage: dotnet run --project local/FunctionsHost -- --app DIR [--port N] [--keys]
          --app DIR   the app's build or publish output, such as artifacts/bin/FailureFunctions/debug
          --port N    where to listen on localhost; 0 for any free port; 7071 if not given
          --keys      require function and master keys: FUNCTIONS_HOST_KEY and FUNCTIONS_HOST_MASTER_KEY, else new ones
        """;

    /// <returns>0 after a stop by Ctrl+C or SIGTERM, 2 for a wrong command line, otherwise the code of the problem.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (!TryRead(arguments, out var options, out var fault))
        {
            await error.WriteLineAsync($"{fault}{Environment.NewLine}{Usage}");
            return BadUsage;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await using var server = await FunctionsHostServer.StartAsync(options with { Log = output.WriteLine }, stop.Token);
            if (options.Keys is { } keys)
            {
                // Keys that were given are known, and better not written to a log.
                if (Given(FunctionKeyVariable) is null)
                    await output.WriteLineAsync($"Function key: {keys.Function}");
                if (Given(MasterKeyVariable) is null)
                    await output.WriteLineAsync($"Master key: {keys.Master}");
            }

            await output.WriteLineAsync($"Functions host ready on {server.Address.GetLeftPart(UriPartial.Authority)}");

            var stopped = Task.Delay(Timeout.Infinite, stop.Token);
            if (await Task.WhenAny(server.Ended, stopped) == stopped)
                return 0;
            throw await server.Ended;
        }
        catch (FunctionsHostException exception)
        {
            await error.WriteLineAsync(TerminalText.Lines(exception.MessageBelowLog));
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            // The end of this process ends the worker (StartupHook).
            if (stop.IsCancellationRequested)
                Environment.Exit(Interrupted);
            stop.Cancel();
        }
    }

    private static bool TryRead(
        string[] arguments, [NotNullWhen(true)] out FunctionsHostOptions? options, [NotNullWhen(false)] out string? fault)
    {
        (options, fault) = (null, null);
        string? app = null;
        var port = FunctionsHostOptions.DefaultPort;
        HostKeys? keys = null;
        for (var at = 0; at < arguments.Length; at++)
        {
            var value = at + 1 < arguments.Length ? arguments[at + 1] : null;
            switch (arguments[at])
            {
                case "--app" when !string.IsNullOrEmpty(value):
                    app = value;
                    at++;
                    break;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue:
                    at++;
                    break;
                case "--keys":
                    keys = ReadKeys();
                    break;
                case "--port" when value is not null:
                    fault = $"--port: \"{TerminalText.Line(value)}\" is not a port; give a number from 0 to 65535.";
                    return false;
                case "--app" or "--port":
                    fault = $"{arguments[at]} needs a value.";
                    return false;
                default:
                    fault = $"{TerminalText.Line(arguments[at])} is not an option.";
                    return false;
            }
        }

        if (app is null)
        {
            fault = "--app is missing.";
            return false;
        }

        options = new FunctionsHostOptions { AppFolder = app, Port = port, Keys = keys };
        return true;
    }

    private static HostKeys ReadKeys()
    {
        var generated = HostKeys.Generate();
        return new HostKeys(Given(FunctionKeyVariable) ?? generated.Function, Given(MasterKeyVariable) ?? generated.Master);
    }

    private static string? Given(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key ? key : null;
}
