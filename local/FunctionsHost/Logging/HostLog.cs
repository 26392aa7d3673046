using System.Globalization;
using FailureFunctions.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Local.FunctionsHost.Logging;

/// <summary>The console: entries of host and app, filtered by host.json.</summary>
internal sealed class HostLog(Action<string> sink, IReadOnlyDictionary<string, LogLevel> levels, TimeProvider time)
{
    public const string HostCategory = "Host";
    public const string ConsoleCategory = "Host.Function.Console";
    private const string DefaultCategory = "default";

    private readonly Lock _lock = new();

    public void Information(string category, string text) => Write(LogLevel.Information, category, text);

    public void Warning(string text) => Write(LogLevel.Warning, HostCategory, text);

    public void Error(string text) => Write(LogLevel.Error, HostCategory, text);

    public bool Shows(LogLevel level, string category) => level >= MinimumLevel(category);

    public void Write(LogLevel level, string category, string text)
    {
        if (Shows(level, category))
            Entry(level, category, text);
    }

    /// <summary>Prints without level and filter.</summary>
    public void Print(string text)
    {
        lock (_lock)
            sink(TerminalText.Lines(text));
    }

    /// <summary>Writes a log record of the worker.</summary>
    /// <param name="record">The record.</param>
    /// <param name="function">The function whose invocation wrote it, if any.</param>
    public void Write(RpcLog record, string? function)
    {
        // The real host drops what an app logs outside of an invocation.
        if (record.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric
            || (record.LogCategory == RpcLog.Types.RpcLogCategory.User && function is null))
            return;

        var level = (LogLevel)record.Level;
        if (level == LogLevel.None || level < MinimumLevel(record.Category, function is null ? null : $"Function.{function}.User"))
            return;

        Entry(level, record.Category, record.Exception is { } exception ? $"{record.Message}\n{Describe(exception)}" : record.Message);
    }

    public static string Describe(RpcException exception)
    {
        var text = $"{exception.Type}: {exception.Message}".TrimStart(':', ' ');
        return exception.StackTrace.Length == 0 ? text : $"{text}\n{exception.StackTrace}";
    }

    private void Entry(LogLevel level, string category, string text)
    {
        var now = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        Print($"[{now}] {level} {category}: {text}");
    }

    // The first category that any rule matches decides, by its longest matching rule.
    private LogLevel MinimumLevel(params ReadOnlySpan<string?> categories)
    {
        foreach (var category in categories)
        {
            if (levels.Keys.Where(rule => IsPrefix(rule, category)).MaxBy(rule => rule.Length) is { } longest)
                return levels[longest];
        }

        return levels.GetValueOrDefault(DefaultCategory, LogLevel.Information);
    }

    private static bool IsPrefix(string rule, string? category) =>
        category is not null
        && category.StartsWith(rule, StringComparison.OrdinalIgnoreCase)
        && (category.Length == rule.Length || category[rule.Length] == '.');
}
