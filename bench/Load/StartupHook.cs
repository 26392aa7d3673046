using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

/// <summary>
/// Runs inside the measured app (DOTNET_STARTUP_HOOKS): on SIGUSR1 it writes how many bytes the app has allocated so
/// far, and how many ticks its JIT and the pauses of its garbage collector have taken. Between two signals it costs nothing. The
/// runtime prescribes the name and the missing namespace; only the base library may be used here.
/// </summary>
internal static class StartupHook
{
    /// <summary>Names the file to write.</summary>
    public const string FileVariable = "LOAD_ALLOCATION_FILE";

    /// <summary>SIGUSR1 of Linux, which <see cref="PosixSignal"/> has no name for.</summary>
    public const int Signal = 10;

    private static PosixSignalRegistration? _registration;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { } path)
            return;
        _registration ??= PosixSignalRegistration.Create((PosixSignal)Signal, signal =>
        {
            signal.Cancel = true;
            var unfinished = path + ".new";
            File.WriteAllText(unfinished, string.Create(
                CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes(precise: true)} {JitInfo.GetCompilationTime().Ticks} {GC.GetTotalPauseDuration().Ticks}"));
            File.Move(unfinished, path, overwrite: true);
        });
    }
}
