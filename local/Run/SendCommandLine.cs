using System.Text.RegularExpressions;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Local.Run;

/// <summary>The command that sends a notification which this run accepts.</summary>
internal static partial class SendCommandLine
{
    /// <param name="webhook">Where to.</param>
    /// <param name="folder">Where the signing key is; null where Send looks by itself.</param>
    public static string For(Uri webhook, string? folder)
    {
        var key = folder is null ? "" : $" --key {Quote(LocalKey.PathIn(folder))}";
        return $"dotnet run --project local/Send -- --url {webhook}{key} --sample 1";
    }

    private static string Quote(string word)
    {
        if (Plain.IsMatch(word))
            return word;
        return OperatingSystem.IsWindows() ? $"\"{word}\"" : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    // On Windows the backslash separates folders; elsewhere it escapes.
    private static Regex Plain => OperatingSystem.IsWindows() ? PlainOnWindows : PlainElsewhere;

    [GeneratedRegex(@"^[\w./:\\-]+$")]
    private static partial Regex PlainOnWindows { get; }

    [GeneratedRegex("^[\\w./:-]+$")]
    private static partial Regex PlainElsewhere { get; }
}
