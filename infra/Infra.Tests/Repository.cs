namespace FailureFunctions.Infra.Tests;

/// <summary>Files of the repository that the tests run in.</summary>
internal static class Repository
{
    private static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FailureFunctions.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No folder above '{start}' holds FailureFunctions.sln: run the tests from inside the repository.");
    }
}
