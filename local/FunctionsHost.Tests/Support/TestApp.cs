namespace FunctionsHost.Tests.Support;

/// <summary>The output of FunctionsHost.TestApp, built beside the tests in the same configuration.</summary>
internal static class TestApp
{
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static string Folder { get; } = OutputOf("FunctionsHost.TestApp");

    public static string HostProgram { get; } = Path.Combine(OutputOf("FunctionsHost"), "FailureFunctions.Local.FunctionsHost.dll");

    /// <summary>Copies the app, with other files on top.</summary>
    public static TemporaryFolder Copy(params (string Name, string Text)[] files)
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Folder))
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        foreach (var (name, text) in files)
            copy.Write(name, text);
        return copy;
    }

    private static string OutputOf(string project) => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, Configuration));
}
