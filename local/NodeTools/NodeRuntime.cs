using System.Diagnostics;

namespace FailureFunctions.Local.NodeTools;

/// <summary>The Node.js on PATH.</summary>
public static class NodeRuntime
{
    /// <summary>The first version with <c>module.register</c>, by which scripts find their packages (see <see cref="NodeScript"/>).</summary>
    private static readonly Version Oldest = new(20, 6);

    /// <summary>Checks that Node.js is there and new enough.</summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>The version on PATH.</returns>
    /// <exception cref="NodeToolsException">Node.js is missing or older than 20.6.</exception>
    public static async Task<Version> CheckAsync(CancellationToken cancellationToken)
    {
        NodeScriptResult answer;
        try
        {
            var start = new ProcessStartInfo("node") { ArgumentList = { "--version" } };
            answer = await ProcessRun.ToEndAsync(start, TimeSpan.FromSeconds(30), cancellationToken);
        }
        catch (NodeToolsException exception)
        {
            throw new NodeToolsException("Node.js 20 or newer is needed: no 'node' was found on PATH. Get it from https://nodejs.org.", exception);
        }

        return Accept(answer.Output);
    }

    /// <summary>Reads what <c>node --version</c> said.</summary>
    /// <param name="answer">The text, for example <c>v20.20.2</c>.</param>
    /// <returns>The version.</returns>
    /// <exception cref="NodeToolsException">The text is no version, or one older than 20.6.</exception>
    public static Version Accept(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var text = answer.Trim().TrimStart('v').Split('-', 2)[0];
        return Version.TryParse(text, out var version) && version >= Oldest
            ? version
            : throw new NodeToolsException($"Node.js 20 or newer is needed: 'node --version' says '{answer.Trim()}' ({Oldest} is the oldest that serves). Get it from https://nodejs.org.");
    }
}
