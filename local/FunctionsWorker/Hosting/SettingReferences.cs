using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Replaces <c>%NAME%</c> by the setting of that name, as the host does in schedules and entity names.</summary>
internal static class SettingReferences
{
    /// <exception cref="FunctionWorkerException">The text names a setting that there is not.</exception>
    public static string Resolve(string text, IConfiguration configuration, string function)
    {
        var parts = text.Split('%');

        // An odd number of parts means that every sign has its partner; the parts between them are names.
        if (parts.Length % 2 == 0)
            throw new FunctionWorkerException($"Function '{function}': '{text}' has a '%' without its partner. A setting is written %NAME%.");

        for (var i = 1; i < parts.Length; i += 2)
        {
            parts[i] = configuration[parts[i]] is { Length: > 0 } value
                ? value
                : throw new FunctionWorkerException($"Function '{function}': '{text}' names the setting '{parts[i]}', which is not set.");
        }

        return string.Concat(parts);
    }
}
