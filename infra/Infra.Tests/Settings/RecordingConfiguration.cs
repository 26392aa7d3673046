using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace FailureFunctions.Infra.Tests.Settings;

/// <summary>Gives settings, and notes which ones are asked for.</summary>
/// <param name="settings">The settings, named as environment variables are (<c>Copernica__Hosts</c>).</param>
internal sealed class RecordingConfiguration(IReadOnlyDictionary<string, string> settings) : IConfigurationSource, IConfigurationProvider
{
    private readonly Dictionary<string, string?> _values = settings.ToDictionary(
        setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), string? (setting) => setting.Value, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _listed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The settings that were asked for. A section whose entries were listed stands for all of them, however they are named.
    /// </summary>
    public IReadOnlySet<string> Read => _read.Concat(_listed).Select(SettingOf).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting that a setting belongs to: itself, or the list that it is an entry of.</summary>
    public string SettingOf(string name)
    {
        var key = name.Replace("__", ":", StringComparison.Ordinal);
        var list = _listed.FirstOrDefault(section => key.StartsWith(section + ':', StringComparison.OrdinalIgnoreCase));
        return (list ?? key).Replace(":", "__", StringComparison.Ordinal);
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public bool TryGet(string key, out string? value)
    {
        _read.Add(key);
        return _values.TryGetValue(key, out value);
    }

    public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        if (parentPath is not null)
            _listed.Add(parentPath);
        var prefix = parentPath is null ? "" : parentPath + ':';
        return _values.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(key => key[prefix.Length..].Split(':')[0]).Concat(earlierKeys).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    public void Set(string key, string? value) => _values[key] = value;

    public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

    public void Load()
    {
    }
}
