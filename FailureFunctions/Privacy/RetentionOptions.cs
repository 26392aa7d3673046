using System.Globalization;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Privacy;

/// <summary>The settings <c>Retention__…</c>: how long rows are kept. Failures are kept for ever unless set.</summary>
internal sealed class RetentionOptions
{
    /// <summary>The configuration section: <c>Retention</c>.</summary>
    public const string Section = "Retention";

    /// <summary>The shortest age: below it a repeat of the sender's would be taken for something new.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromDays(1);

    /// <summary>The longest age: a century, for a table that is to be kept whole.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>The age of rejected notifications unless set: erasure may not find an address in each of them.</summary>
    public static readonly TimeSpan RejectedDefault = TimeSpan.FromDays(30);

    private static readonly string[] Known = [TableNames.Failures, TableNames.Rejected];

    /// <summary>How old rows may become, by table.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Ages { get; set; } = new Dictionary<string, TimeSpan>();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="OptionsValidationException">Some are wrong or unknown; each is named, with how to fix it.</exception>
    internal void Read(IConfigurationSection section)
    {
        var ages = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase) { [TableNames.Rejected] = RejectedDefault };
        var faults = new List<string>();
        if (!string.IsNullOrWhiteSpace(section.Value))
            faults.Add($"{Section}: not a setting by itself; set {Section}__{TableNames.Failures} or {Section}__{TableNames.Rejected}.");
        foreach (var setting in section.GetChildren())
        {
            if (!Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                faults.Add($"{Section}__{setting.Key}: unknown; the settings are {string.Join(" and ", Known.Select(known => $"{Section}__{known}"))}.");
            else if (setting.Value?.Trim() is { Length: > 0 } text)
                Add(Known.First(known => known.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)), text);
        }
        Ages = faults.Count == 0 ? ages : throw new OptionsValidationException(Section, typeof(RetentionOptions), faults);

        void Add(string table, string text)
        {
            if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var age))
                faults.Add($"{Section}__{table}: \"{text}\" is not a valid age; write days, such as 365, or d.hh:mm:ss.");
            else if (age < Shortest || age > Longest)
                faults.Add($"{Section}__{table}: {text} is out of bounds; write 1 to {Longest.TotalDays:F0} days, such as 365.");
            else
                ages[table] = age;
        }
    }
}
