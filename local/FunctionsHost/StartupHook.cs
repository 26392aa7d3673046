using System.Diagnostics;
using System.Runtime.InteropServices;

/// <summary>
/// Runs inside the worker process before the app does (DOTNET_STARTUP_HOOKS), and ties its life to the host's.
/// The runtime prescribes the name and the missing namespace. Only the base library may be used here: nothing else of this host can be loaded.
/// </summary>
internal static class StartupHook
{
    /// <summary>Holds the value that DOTNET_STARTUP_HOOKS had before.</summary>
    public const string PreviousHooksVariable = "FUNCTIONS_HOST_PREVIOUS_STARTUP_HOOKS";

    public static void Initialize()
    {
        // Processes that the app starts must not run this hook.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", Environment.GetEnvironmentVariable(PreviousHooksVariable));
        Environment.SetEnvironmentVariable(PreviousHooksVariable, null);

        // Ctrl+C in a terminal goes to the whole process group, but the worker must finish what the host has accepted.
        if (!OperatingSystem.IsWindows())
            _ = SetProcessGroup(0, 0);

        new Thread(EndWithHost) { IsBackground = true, Name = "End with the host" }.Start();
    }

    // The host holds the other end of standard input. However it ends, the system closes it.
    private static void EndWithHost()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[16];
        while (input.Read(buffer) > 0)
        {
        }

        using var process = Process.GetCurrentProcess();
        process.Kill();
    }

    [DllImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetProcessGroup(int process, int group);
}
