using System.Diagnostics;

namespace FailureFunctions.Local.NodeTools;

/// <summary>
/// Runs an ES module (<c>.mjs</c>) that may lie anywhere in the repository, with the packages of
/// <c>local/NodeTools/node_modules</c> within its reach.
/// </summary>
/// <remarks>
/// Node.js looks for a package in the folders above the importing file, and ES modules ignore <c>NODE_PATH</c>. So the
/// script is run with <c>--import packages-of-node-tools.mjs</c>, a resolve hook that looks in <c>local/NodeTools</c>
/// for what is not found beside the script. <c>import "@azure/service-bus"</c> then works as if it were installed there.
/// </remarks>
public static class NodeScript
{
    /// <summary>Runs the script to its end.</summary>
    /// <param name="scriptPath">The script; a relative path is meant from the current folder.</param>
    /// <param name="arguments">What the script finds in <c>process.argv</c> from index 2 on.</param>
    /// <param name="environment">Variables to add to those of this process.</param>
    /// <param name="timeout">After this time the script is stopped.</param>
    /// <param name="cancellationToken">Stops the script.</param>
    /// <returns>Exit code and output; an exit code other than 0 is not thrown.</returns>
    /// <exception cref="NodeToolsException">Node.js is missing, the packages cannot be installed, the script does not exist, or time was up.</exception>
    public static async Task<NodeScriptResult> RunAsync(
        string scriptPath,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(scriptPath);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(environment);
        var script = Path.GetFullPath(scriptPath);
        if (!File.Exists(script))
            throw new NodeToolsException($"There is no script '{script}'.");

        var folder = await NodePackages.EnsureInstalledAsync(cancellationToken);
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder };
        start.ArgumentList.Add("--import");
        start.ArgumentList.Add(new Uri(Path.Combine(folder, "packages-of-node-tools.mjs")).AbsoluteUri);
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return await ProcessRun.ToEndAsync(start, timeout, cancellationToken);
    }
}
