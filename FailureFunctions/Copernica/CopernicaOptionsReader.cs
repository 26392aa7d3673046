using System.Globalization;
using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica;

/// <summary>
/// Reads the settings in all the ways they may be written. What cannot be read is noted for the validator, so that one start
/// shows all that is wrong.
/// </summary>
/// <param name="configuration">The app's configuration; the section <c>Copernica</c> of it is read.</param>
internal sealed class CopernicaOptionsReader(IConfiguration configuration) : IConfigureOptions<CopernicaOptions>
{
    private static readonly char[] Separators = [',', ';', ' ', '\t', '\r', '\n'];

    /// <inheritdoc/>
    public void Configure(CopernicaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var section = configuration.GetSection(CopernicaOptions.Section);
        ReadList(section.GetSection("Accounts"), options.Accounts);
        ReadList(section.GetSection("Hosts"), options.Hosts);
        ReadList(section.GetSection("NameServers"), options.NameServers);
        ReadMap(section.GetSection("TrustedKeys"), options.TrustedKeys, "keyId=PEM", "", options);
        ReadMap(section.GetSection("OwnershipFiles"), options.OwnershipFiles, "name=content", ".txt", options);
        options.HostHeader = section["HostHeader"] ?? options.HostHeader;
        if (Text(section["KeyDomain"]) is { } domain)
            options.KeyDomain = domain;

        if (Text(section["Signature"]) is { } mode)
        {
            if (Enum.GetNames<SignatureMode>().Contains(mode, StringComparer.OrdinalIgnoreCase))
                options.Signature = Enum.Parse<SignatureMode>(mode, ignoreCase: true);
            else
                options.Unreadable.Add($"Copernica__Signature: \"{mode}\" is unknown; write Required, Optional or Off.");
        }

        if (Text(section["MaxClockSkew"]) is { } skew)
        {
            if (TimeSpan.TryParse(skew, CultureInfo.InvariantCulture, out var span))
                options.MaxClockSkew = span;
            else
                options.Unreadable.Add($"Copernica__MaxClockSkew: \"{skew}\" is not a time span; write hh:mm:ss, such as 00:05:00.");
        }
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static void ReadList(IConfigurationSection section, IList<string> list)
    {
        foreach (var value in section.GetChildren().Select(child => child.Value).Prepend(section.Value))
            foreach (var item in (value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
                list.Add(item);
    }

    // Not every system lets dots and dashes into the name of a setting (Azure turns dots into underscores on Linux), so an
    // entry may also be numbered and carry its name in the value.
    private static void ReadMap(
        IConfigurationSection section, IDictionary<string, string> map, string form, string extension, CopernicaOptions options)
    {
        foreach (var child in section.GetChildren())
        {
            var (name, value) = (child.Key, child.Value ?? "");
            if (name.All(char.IsAsciiDigit))
            {
                var equals = value.IndexOf('=', StringComparison.Ordinal);
                if (equals < 1)
                {
                    options.Unreadable.Add($"Copernica__{section.Key}__{name}: a numbered entry is written {form}.");
                    continue;
                }

                (name, value) = (value[..equals].Trim(), value[(equals + 1)..]);
            }

            map[name.EndsWith(extension, StringComparison.Ordinal) ? name : name + extension] = value;
        }
    }
}
