using System.Collections;

namespace FailureFunctions.Local.FunctionsHost.App;

/// <summary>The app's settings: local.settings.json, overridden by the environment of this process, overridden by the options.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);

    private Settings(IReadOnlyDictionary<string, string> forWorker)
    {
        ForWorker = forWorker;
    }

    /// <summary>What the worker needs beyond the environment that it inherits.</summary>
    public IReadOnlyDictionary<string, string> ForWorker { get; }

    public IEnumerable<KeyValuePair<string, string>> All => _byName;

    /// <summary>By name in any case; '__' and ':' are the same.</summary>
    public string? this[string name] => _byName.GetValueOrDefault(Normalize(name));

    public static Settings Merge(IReadOnlyDictionary<string, string> local, IReadOnlyDictionary<string, string> options)
    {
        var process = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => variable.Value as string ?? "");
        var forWorker = local.Where(setting => !process.ContainsKey(setting.Key)).ToDictionary();
        foreach (var (name, value) in options)
            forWorker[name] = value;

        var settings = new Settings(forWorker);
        foreach (var (name, value) in process.Concat(forWorker))
            settings._byName[Normalize(name)] = value;
        return settings;
    }

    /// <summary>Replaces <c>%NAME%</c> by the setting of that name.</summary>
    /// <exception cref="FormatException">A setting is missing, or a '%' has no partner.</exception>
    public string Resolve(string text)
    {
        var parts = text.Split('%');
        if (parts.Length % 2 == 0)
            throw new FormatException($"'{text}' has a single '%'; a setting is written %NAME%");

        for (var i = 1; i < parts.Length; i += 2)
            parts[i] = this[parts[i]] is { Length: > 0 } value ? value : throw new FormatException($"the setting '{parts[i]}' in '{text}' is not set");
        return string.Concat(parts);
    }

    public bool IsDisabled(string function) =>
        new[] { $"AzureWebJobs.{function}.Disabled", $"AzureWebJobs:{function}:Disabled", $"AzureWebJobs_{function}_Disabled" }
            .Select(name => this[name])
            .Any(value => value == "1" || (bool.TryParse(value, out var disabled) && disabled));

    private static string Normalize(string name) => name.Replace("__", ":", StringComparison.Ordinal);
}
