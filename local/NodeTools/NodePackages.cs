using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Local.NodeTools;

/// <summary>The npm packages of <c>local/NodeTools/package-lock.json</c>, installed once per state of that file.</summary>
public static class NodePackages
{
    private const string StampFile = ".installed-lock.sha256";
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Runs <c>npm ci</c> when <c>node_modules</c> is missing or belongs to another lock file. Several processes may
    /// call this at once: one installs, the others wait for it.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting and installing.</param>
    /// <param name="report">Receives a line when packages have to be installed.</param>
    /// <returns>The full path of <c>local/NodeTools</c>.</returns>
    /// <exception cref="NodeToolsException">Node.js is missing or too old, or <c>npm ci</c> failed (the message holds its last output).</exception>
    public static async Task<string> EnsureInstalledAsync(CancellationToken cancellationToken, Action<string>? report = null)
    {
        await NodeRuntime.CheckAsync(cancellationToken);
        var folder = NodeToolsFolder.Find();
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellationToken)));
        if (await IsInstalledAsync(folder, wanted, cancellationToken))
            return folder;

        await using var guard = await LockAsync(folder, cancellationToken);
        if (!await IsInstalledAsync(folder, wanted, cancellationToken))
        {
            report?.Invoke("Installing Azurite from npm, once; this takes about a minute …");
            await InstallAsync(folder, cancellationToken);
            await File.WriteAllTextAsync(StampPath(folder), wanted, cancellationToken);
        }

        return folder;
    }

    private static string StampPath(string folder) => Path.Combine(folder, "node_modules", StampFile);

    private static async Task<bool> IsInstalledAsync(string folder, string wanted, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(StampPath(folder), cancellationToken) == wanted;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        // On Windows npm is a script that only its full name starts.
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            ArgumentList = { "ci", "--no-fund", "--no-audit" },
            WorkingDirectory = folder,
        };
        var result = await ProcessRun.ToEndAsync(start, InstallLimit, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new NodeToolsException(
                $"'npm ci' in local/NodeTools failed with exit code {result.ExitCode}. Is the npm registry within reach? Its output: {result.Error}{result.Output}");
        }
    }

    private static async Task<FileStream> LockAsync(string folder, CancellationToken cancellationToken)
    {
        // Not inside node_modules, which npm ci deletes, and named by folder: every clone installs for itself.
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        var path = Path.Combine(Path.GetTempPath(), $"failurefunctions-npm-{name}.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockPause, cancellationToken);
            }
        }
    }
}
