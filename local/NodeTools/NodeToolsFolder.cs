namespace FailureFunctions.Local.NodeTools;

/// <summary>Where <c>package.json</c>, its lock file and the helper scripts lie.</summary>
public static class NodeToolsFolder
{
    private const string SolutionFile = "FailureFunctions.sln";

    /// <summary>Finds <c>local/NodeTools</c> by walking up from the running program to the folder with the solution.</summary>
    /// <returns>The full path of <c>local/NodeTools</c>.</returns>
    /// <exception cref="NodeToolsException">The program does not run from inside the repository.</exception>
    public static string Find() => FindFrom(AppContext.BaseDirectory);

    /// <summary>Finds <c>local/NodeTools</c> by walking up from the given folder.</summary>
    /// <param name="start">The folder to start from.</param>
    /// <returns>The full path of <c>local/NodeTools</c>.</returns>
    /// <exception cref="NodeToolsException">No folder above <paramref name="start"/> holds the solution.</exception>
    public static string FindFrom(string start)
    {
        ArgumentException.ThrowIfNullOrEmpty(start);
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
                return Path.Combine(folder.FullName, "local", "NodeTools");
        }

        throw new NodeToolsException($"No folder above '{start}' holds {SolutionFile}: run this from inside the repository.");
    }
}
