namespace FunctionsHost.Tests.Support;

internal static class Unreadable
{
    /// <summary>Takes all rights to a file away. Ignores the test for a user who can read it all the same, such as root.</summary>
    public static void Make(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.None);
        try
        {
            File.OpenRead(file).Dispose();
        }
        catch (UnauthorizedAccessException)
        {
            return;
        }

        Assert.Ignore("This user can read every file.");
    }
}
