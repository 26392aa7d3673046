using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>The entry to a Functions application.</summary>
[SuppressMessage("Design", "CA1052:Static holder types should be Static or NotInheritable", Justification = "The type is declared so in Microsoft's package.")]
public class FunctionsApplication
{
    /// <summary>A builder with the defaults: settings from local.settings.json, the environment and the command line; console logging.</summary>
    /// <param name="args">The command line. <c>--port N</c> sets the port (0 takes a free one), <c>--script-root FOLDER</c> the folder of host.json.</param>
    /// <exception cref="FunctionWorkerException">host.json, local.settings.json or an argument cannot be read.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
