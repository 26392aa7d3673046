using FailureFunctions.Local.NodeTools;

namespace FailureFunctions.Tests.Documents;

/// <summary>Files of the repository that tests hold the app against.</summary>
internal static class RepositoryFile
{
    /// <summary>The full path of a file, from its path within the repository.</summary>
    public static string Find(params string[] parts) =>
        Path.GetFullPath(Path.Combine([NodeToolsFolder.Find(), "..", "..", .. parts]));
}
