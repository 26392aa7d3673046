using System.Text.Json;

namespace FailureFunctions.Local.FunctionsHost.App;

/// <summary>An app's build or publish output. The executable is what to start, and the worker path its first argument: the app's assembly.</summary>
internal sealed record FunctionApp(string Folder, string Executable, string WorkerPath, HostJson HostJson, Settings Settings)
{
    private const string WorkerConfig = "worker.config.json";

    /// <exception cref="FunctionsHostException">The folder does not hold the output of a function app.</exception>
    public static FunctionApp Open(FunctionsHostOptions options)
    {
        var folder = Path.GetFullPath(options.AppFolder);
        if (!Directory.Exists(folder))
            throw new FunctionsHostException($"The app folder {folder} does not exist. Build the app, then name its output folder.");
        foreach (var file in new[] { WorkerConfig, HostJson.FileName })
        {
            if (!File.Exists(Path.Combine(folder, file)))
                throw new FunctionsHostException(
                    $"{folder} has no {file}, so it is not the output of a function app. "
                    + "Build the app, then name its output folder, such as artifacts/bin/App/debug.");
        }

        var (executable, workerPath) = ReadWorkerConfig(Path.Combine(folder, WorkerConfig));
        if (!File.Exists(Path.Combine(folder, workerPath)))
            throw new FunctionsHostException($"{folder} has no {workerPath}, which its {WorkerConfig} names. Build the app again.");

        var settings = Settings.Merge(LocalSettings.Read(folder), options.Environment);
        return new FunctionApp(folder, executable.Replace("{WorkerRoot}", folder + Path.DirectorySeparatorChar, StringComparison.Ordinal),
            workerPath, HostJson.Read(folder, settings), settings);
    }

    private static (string Executable, string WorkerPath) ReadWorkerConfig(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var description = document.RootElement.GetProperty("description");
            return (Required("defaultExecutablePath"), Required("defaultWorkerPath"));

            string Required(string name) =>
                description.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text
                    ? text
                    : throw new FunctionsHostException($"{path}: \"{name}\" is missing or empty. Build the app again.");
        }
        catch (Exception exception) when (exception
            is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new FunctionsHostException($"{path} cannot be read: {exception.Message} Build the app again.");
        }
    }
}
