namespace FailureFunctions.Infra.Tests.Settings;

/// <summary>Holds what the app reads against what the template gives.</summary>
internal static class SettingsComparison
{
    /// <summary>What does not agree, one line each.</summary>
    /// <param name="read">What the app reads.</param>
    /// <param name="given">What the template gives.</param>
    /// <param name="readByOthers">What the template gives for others, with reasons.</param>
    /// <param name="notGiven">What the template deliberately does not give, with reasons.</param>
    public static IReadOnlyList<string> Faults(
        IReadOnlySet<string> read,
        IReadOnlySet<string> given,
        IReadOnlyDictionary<string, string> readByOthers,
        IReadOnlyDictionary<string, string> notGiven) =>
    [
        .. read.Except(given).Except(notGiven.Keys)
            .Select(name => $"{name}: the app reads it; give it in infra/main.bicep, or say in KnownSettings.NotGiven why not."),
        .. given.Except(read).Except(readByOthers.Keys)
            .Select(name => $"{name}: the template gives it; the app does not read it. Say in KnownSettings.ReadByOthers who does, or take it away."),
        .. notGiven.Keys.Where(name => given.Contains(name) || !read.Contains(name))
            .Select(name => $"{name}: is in KnownSettings.NotGiven, but {(given.Contains(name) ? "is given" : "the app does not read it")}."),
        .. readByOthers.Keys.Where(name => !given.Contains(name))
            .Select(name => $"{name}: is in KnownSettings.ReadByOthers, but the template does not give it."),
    ];
}
