using System.Reflection;
using FailureFunctions.Dependencies;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>All calls that the features of the app declare.</summary>
internal static class AppDependencies
{
    public static IReadOnlyList<Dependency> All { get; } =
    [
        .. typeof(Dependency).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Dependency))
            .Select(field => (Dependency)field.GetValue(null)!),
    ];
}
