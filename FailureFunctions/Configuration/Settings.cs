using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Configuration;

/// <summary>
/// Binds a section of the configuration to options and checks them at start: the one way in which the app reads settings.
/// Microsoft's binder throws at the first value that it cannot convert. Here each property is bound on its own, so that all
/// wrong settings are reported together. Otherwise it differs from the binder in three points (docs/settings.md): a blank value
/// is not set; a list may be one text, separated by commas, semicolons or blanks; a numbered entry of a dictionary with a
/// description is <c>key=value</c>, since Azure on Linux turns the dots of a setting's name into underscores.
/// Checks are data annotations, and <see cref="IValidatableObject"/> with names of settings below the section as member names.
/// </summary>
/// <param name="configuration">The app's configuration.</param>
/// <param name="prefix">The section; empty for settings without a prefix.</param>
/// <param name="refuseUnknown">Whether a setting without a property is a fault.</param>
internal sealed class Settings<T>(IConfiguration configuration, string prefix, bool refuseUnknown = false) : IConfigureOptions<T>, IValidateOptions<T>, ISettings
    where T : class, new()
{
    private static readonly char[] Separators = [',', ';', ' ', '\t', '\r', '\n'];

    // By key; an empty key is the section's own value.
    private static readonly Dictionary<string, PropertyInfo> Properties = typeof(T).GetProperties()
        .Where(property => property.SetMethod is { IsPublic: true })
        .ToDictionary(property => property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name);

    private readonly IConfiguration _section = prefix.Length == 0 ? configuration : configuration.GetSection(prefix);

    public void Configure(T options) => Bind(options);

    public IReadOnlyList<string> Faults()
    {
        var options = new T();
        return [.. Bind(options), .. Unknown(), .. Invalid(options)];
    }

    public ValidateOptionsResult Validate(string? name, T options) =>
        Faults() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private List<string> Bind(T options)
    {
        var faults = new List<string>();
        foreach (var (key, property) in Properties)
        {
            var form = property.GetCustomAttribute<DescriptionAttribute>()?.Description;
            var setting = key.Length == 0 ? (IConfigurationSection)_section : _section.GetSection(key);
            if (property.PropertyType == typeof(IList<string>))
                property.SetValue(options, ListOf(setting));
            else if (property.PropertyType == typeof(IDictionary<string, string>))
                property.SetValue(options, EntriesOf(setting, NameOf(key), form, faults));
            else if (setting.Value?.Trim() is not { Length: > 0 } text)
                continue;
            else if (Convert(text, property.PropertyType) is { } value)
                property.SetValue(options, value);
            else
                faults.Add($"{NameOf(key)}: \"{text}\" is not valid; write {form}.");
        }
        return faults;
    }

    private static object? Convert(string text, Type type)
    {
        // The converter of an enumeration takes numbers too.
        if (type.IsEnum && !Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase))
            return null;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception)
        {
            // Of any type: each converter throws its own.
            return null;
        }
    }

    private static List<string> ListOf(IConfigurationSection setting) =>
    [
        .. setting.GetChildren().Select(child => child.Value).Prepend(setting.Value)
            .SelectMany(value => (value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries)),
    ];

    private static Dictionary<string, string> EntriesOf(IConfigurationSection setting, string name, string? form, List<string> faults)
    {
        var entries = new Dictionary<string, string>();
        foreach (var child in setting.GetChildren())
        {
            var (key, value) = (child.Key, child.Value ?? "");
            if (form is not null && key.All(char.IsAsciiDigit))
            {
                var at = value.IndexOf('=', StringComparison.Ordinal);
                (key, value) = (value[..Math.Max(at, 0)].Trim(), value[(at + 1)..]);
            }
            if (key.Length > 0)
                entries[key] = value;
            else
                faults.Add($"{name}__{child.Key}: a numbered entry must have the form {form}.");
        }
        return entries;
    }

    private IEnumerable<string> Unknown()
    {
        if (!refuseUnknown)
            yield break;
        string[] known = [.. Properties.Keys.Select(NameOf)];
        if (!string.IsNullOrWhiteSpace(configuration[prefix]))
            yield return $"{prefix}: not a setting by itself; set {string.Join(" or ", known)}.";
        foreach (var setting in _section.GetChildren().Select(child => NameOf(child.Key)).Except(known, StringComparer.OrdinalIgnoreCase))
            yield return $"{setting}: unknown; the settings are {string.Join(" and ", known)}.";
    }

    private IEnumerable<string> Invalid(T options)
    {
        foreach (var (key, property) in Properties)
        {
            var results = new List<ValidationResult>();
            Validator.TryValidateProperty(property.GetValue(options), new ValidationContext(options) { MemberName = property.Name }, results);
            foreach (var result in results)
                yield return $"{NameOf(key)}: {result.ErrorMessage}";
        }
        foreach (var result in (options as IValidatableObject)?.Validate(new ValidationContext(options)) ?? [])
            yield return $"{NameOf(result.MemberNames.Single())}: {result.ErrorMessage}";
    }

    private string NameOf(string key) => prefix.Length == 0 ? key : key.Length == 0 ? prefix : $"{prefix}__{key}";
}

internal interface ISettings
{
    /// <summary>A line for each wrong setting: its name, and how to fix it.</summary>
    IReadOnlyList<string> Faults();
}

internal static class SettingsServices
{
    public static void AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string prefix, bool refuseUnknown = false)
        where T : class, new()
    {
        var settings = new Settings<T>(configuration, prefix, refuseUnknown);
        services.AddSingleton<IConfigureOptions<T>>(settings).AddSingleton<IValidateOptions<T>>(settings).AddSingleton<ISettings>(settings);
        services.AddOptions<T>().ValidateOnStart();
    }

    /// <summary>Checks all settings before the host is built, since its loggers and exporters would end that with a stack trace.</summary>
    /// <returns>A line for each wrong setting.</returns>
    public static IReadOnlyList<string> WrongSettings(this IServiceCollection services) =>
        [.. services.Where(service => service.ServiceType == typeof(ISettings)).SelectMany(service => ((ISettings)service.ImplementationInstance!).Faults())];
}
