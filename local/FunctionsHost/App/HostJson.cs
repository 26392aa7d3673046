using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Local.FunctionsHost.App;

/// <summary>The settings in host.json that this host follows, overridden by <c>AzureFunctionsJobHost__…</c> settings.</summary>
internal sealed record HostJson
{
    public const string FileName = "host.json";
    private const string OverridePrefix = "AzureFunctionsJobHost:";

    public required string RoutePrefix { get; init; }

    /// <summary>How many requests run at once; null: no limit.</summary>
    public int? MaxConcurrentRequests { get; init; }

    /// <summary>How many requests run or wait; null: no limit.</summary>
    public int? MaxOutstandingRequests { get; init; }

    /// <summary>Minimum level by category prefix.</summary>
    public required IReadOnlyDictionary<string, LogLevel> LogLevels { get; init; }

    /// <exception cref="FunctionsHostException">The file is missing or wrong.</exception>
    public static HostJson Read(string folder, Settings settings)
    {
        var path = Path.Combine(folder, FileName);
        var configuration = Load(path, settings);
        if (configuration["version"] != "2.0")
            throw new FunctionsHostException($"{path}: \"version\": \"2.0\" is missing.");

        return new HostJson
        {
            RoutePrefix = configuration["extensions:http:routePrefix"] ?? "api",
            MaxConcurrentRequests = Limit("maxConcurrentRequests"),
            MaxOutstandingRequests = Limit("maxOutstandingRequests"),
            LogLevels = configuration.GetSection("logging:logLevel").GetChildren().ToDictionary(level => level.Key, Level, StringComparer.OrdinalIgnoreCase),
        };

        // The real host takes -1 for no limit.
        int? Limit(string name) => configuration[$"extensions:http:{name}"] switch
        {
            null or "-1" => null,
            { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 => limit,
            { } text => throw new FunctionsHostException($"{path}: extensions.http.{name} must be a number from 1, or -1 for no limit, not '{text}'."),
        };

        LogLevel Level(IConfigurationSection level) =>
            Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed)
                ? parsed
                : throw new FunctionsHostException(
                    $"{path}: logging.logLevel.{level.Key} must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}, not '{level.Value}'.");
    }

    private static IConfigurationRoot Load(string path, Settings settings)
    {
        var overrides = settings.All
            .Where(setting => setting.Key.StartsWith(OverridePrefix, StringComparison.OrdinalIgnoreCase))
            .Select(setting => KeyValuePair.Create(setting.Key[OverridePrefix.Length..], (string?)setting.Value));
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(path, optional: false, reloadOnChange: false)
                .AddInMemoryCollection(overrides)
                .Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            // The innermost exception has the line and the position.
            throw new FunctionsHostException($"{path} cannot be read: {exception.GetBaseException().Message}");
        }
    }
}
