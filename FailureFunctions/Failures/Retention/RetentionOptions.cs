using System.Globalization;
using FailureFunctions.Failures.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Failures.Retention;

/// <summary>The settings <c>Retention__…</c>: how long rows are kept. A table without one is kept for ever.</summary>
public sealed class RetentionOptions
{
    /// <summary>The configuration section: <c>Retention</c>.</summary>
    public const string Section = "Retention";

    /// <summary>The shortest age: below it a repeat of the sender's would be taken for something new.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromDays(1);

    /// <summary>The longest age: who wants more leaves the setting out.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private static readonly string[] Known = [TableNames.Failures, TableNames.Rejected];

    /// <summary>How old rows may become, by table.</summary>
    public required IReadOnlyDictionary<string, TimeSpan> Ages { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="OptionsValidationException">One is wrong or unknown; each is named, with the mend.</exception>
    public static RetentionOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var ages = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<string>();
        var section = configuration.GetSection(Section);
        if (section.Value is { Length: > 0 })
            faults.Add($"Retention: is no setting by itself; set Retention__{TableNames.Failures} or Retention__{TableNames.Rejected}.");
        foreach (var setting in section.GetChildren())
        {
            var name = $"{Section}__{setting.Key}";
            if (!Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                faults.Add($"{name}: unknown; the settings are {string.Join(" and ", Known.Select(known => $"{Section}__{known}"))}.");
            else if (setting.Value?.Trim() is { Length: > 0 } text)
                Add(Known.First(known => known.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)), text);
        }
        return faults.Count == 0
            ? new RetentionOptions { Ages = ages }
            : throw new OptionsValidationException(Section, typeof(RetentionOptions), faults);

        void Add(string table, string text)
        {
            if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var age))
                faults.Add($"{Section}__{table}: \"{text}\" is no age; write days, such as 365, or d.hh:mm:ss.");
            else if (age < Shortest || age > Longest)
                faults.Add($"{Section}__{table}: {text} is out of bounds; write 1 to {Longest.TotalDays:F0} days, such as 365, or leave it out to keep all.");
            else
                ages[table] = age;
        }
    }
}
