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
        if (!TryRead(arguments, out var file, out var port))
        {
            await error.WriteLineAsync(Usage);
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
            await error.WriteLineAsync(exception.Message);
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static bool TryRead(string[] arguments, out string file, out int port)
    {
        file = "";
        port = EmulatorOptions.DefaultPort;
        for (var at = 0; at + 1 < arguments.Length; at += 2)
        {
            switch (arguments[at])
            {
                case "--config":
                    file = arguments[at + 1];
                    break;
                case "--port" when int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue:
                    break;
                default:
                    return false;
            }
        }

        return file.Length > 0 && arguments.Length % 2 == 0;
    }
}
