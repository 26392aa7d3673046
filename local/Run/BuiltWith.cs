using System.Reflection;

namespace FailureFunctions.Local.Run;

/// <summary>How this program was built.</summary>
internal static class BuiltWith
{
    /// <summary>Whether the app beside it was built with Microsoft's Functions worker.</summary>
    public static bool AzureFunctionsWorker { get; } = typeof(BuiltWith).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Any(a => a is { Key: "UseAzureFunctionsWorker", Value: "true" });
}
