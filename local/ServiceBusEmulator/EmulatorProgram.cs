using System.Globalization;
using System.Runtime.InteropServices;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Local.ServiceBusEmulator;

/// <summary>The command line: <c>--config FILE [--port N]</c>.</summary>
internal static class EmulatorProgram
{
    private const string Usage = "Usage: dotnet run --project local/ServiceBusEmulator -- --config FILE [--port N]";

    /// <returns>0 after a stop by Ctrl+C or SIGTERM, 1 when it could not start, 2 when the command line is wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (FaultOf(arguments, out var file, out var port) is { } fault)
        {
            await error.WriteLineAsync($"{fault}{Environment.NewLine}{Usage}");
            return 2;
        }

        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var configuration = EmulatorConfiguration.ReadFile(file);
            foreach (var warning in configuration.Warnings)
                await error.WriteLineAsync($"Warning: {warning}");

            await using var server = await EmulatorServer.StartAsync(new EmulatorOptions { Configuration = configuration, Port = port });
            await output.WriteLineAsync($"The Service Bus emulator is ready on port {server.Port.ToString(CultureInfo.InvariantCulture)}.");
            await stop.Task;
            return 0;
        }
        catch (Exception exception) when (exception is ConfigurationException or PortInUseException)
        {
            var named = exception is PortInUseException || exception.Message.StartsWith(file, StringComparison.Ordinal);
            await error.WriteLineAsync(named ? exception.Message : $"{file}: {exception.Message}");
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static string? FaultOf(string[] arguments, out string file, out int port)
    {
        file = "";
        port = EmulatorOptions.DefaultPort;
        for (var at = 0; at < arguments.Length; at += 2)
        {
            var (name, value) = (arguments[at], at + 1 < arguments.Length ? arguments[at + 1] : null);
            if (name is not ("--config" or "--port"))
                return $"{name} is not an option.";
            if (value is null)
                return $"{name} needs a value.";
            if (name == "--config")
                file = value;
            else if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > ushort.MaxValue)
                return $"--port: \"{value}\" is not a port; give a number from 0 to 65535.";
        }

        return file.Length > 0 ? null : "--config is missing.";
    }
}
