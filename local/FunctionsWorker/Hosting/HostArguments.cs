using System.Globalization;
using System.Net;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>What <c>func start</c> takes on its command line, as far as it concerns one process.</summary>
/// <param name="Port">The port to listen on; 0 for a free one.</param>
/// <param name="ScriptRoot">The folder of host.json and local.settings.json.</param>
internal sealed record HostArguments(int Port, string ScriptRoot)
{
    private const int DefaultPort = 7071;
    private const string ScriptRootVariable = "AzureWebJobsScriptRoot";

    /// <summary>The folder that the command line or the environment names, else the one of the application, else the current one.</summary>
    public static string FindScriptRoot(IReadOnlyList<string> args)
    {
        if ((ValueOf(args, "--script-root") ?? Environment.GetEnvironmentVariable(ScriptRootVariable)) is { Length: > 0 } named)
            return Path.GetFullPath(named);

        return new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() }
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, HostJson.FileName)), AppContext.BaseDirectory);
    }

    /// <exception cref="FunctionWorkerException">The port is no port.</exception>
    public static HostArguments Parse(IReadOnlyList<string> args, string scriptRoot, int? portOfSettings)
    {
        var text = ValueOf(args, "--port") ?? ValueOf(args, "-p");
        if (text is null)
            return new HostArguments(portOfSettings ?? DefaultPort, scriptRoot);

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? new HostArguments(port, scriptRoot)
            : throw new FunctionWorkerException($"--port takes a number from 0 to 65535, not '{text}'.");
    }

    private static string? ValueOf(IReadOnlyList<string> args, string option)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == option)
                return i + 1 < args.Count ? args[i + 1] : string.Empty;
            if (args[i].StartsWith(option + "=", StringComparison.Ordinal))
                return args[i][(option.Length + 1)..];
        }

        return null;
    }
}
