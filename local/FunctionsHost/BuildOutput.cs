namespace FailureFunctions.Local.FunctionsHost;

/// <summary>Finds what other projects of the repository have built (<c>UseArtifactsOutput</c>).</summary>
public static class BuildOutput
{
    /// <summary>The output folder of a project, beside the running program's and in the same configuration.</summary>
    /// <param name="project">The project's name.</param>
    public static string Of(string project)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, project, mine.Name);
    }
}
