using System.Diagnostics;

namespace FailureFunctions.Local;

/// <summary>
/// Starts programs of tests so that SIGINT reaches them: a shell lets what it runs in the background ignore it, and that is
/// inherited. Compiled into each test project that needs it.
/// </summary>
internal static class Interruptible
{
    public static ProcessStartInfo Dotnet(params IEnumerable<string> arguments) => Run("dotnet", arguments);

    public static ProcessStartInfo Run(string program, params IEnumerable<string> arguments)
    {
        string[] command = [program, .. arguments];
        if (IgnoresInterrupts())
            command = ["env", "--default-signal=INT", .. command];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    // Signal 2 is the second bit of the mask (proc(5), /proc/pid/status).
    private static bool IgnoresInterrupts() =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var mask
        && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 0b10) != 0;
}
