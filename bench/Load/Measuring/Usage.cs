using System.Globalization;
using System.Runtime.InteropServices;

namespace FailureFunctions.Bench.Load.Measuring;

/// <summary>What the kernel says about processes (proc(5)): CPU time since their start, and resident memory.</summary>
/// <param name="Cpu">User and system time of all threads, in steps of 10 ms.</param>
/// <param name="Resident">Bytes in memory.</param>
internal readonly record struct Usage(TimeSpan Cpu, long Resident)
{
    // The fields behind the name in parentheses: state is the first, utime the 12th, stime the 13th.
    private const int UserTime = 11;
    private const int SystemTime = 12;

    // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET runs on.
    private const int TicksPerSecond = 100;

    /// <exception cref="LoadException">One of the processes has ended.</exception>
    public static Usage Of(params IEnumerable<int> processes)
    {
        var (ticks, kibibytes) = (0L, 0L);
        foreach (var process in processes)
        {
            try
            {
                var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                ticks += long.Parse(fields[UserTime], CultureInfo.InvariantCulture) + long.Parse(fields[SystemTime], CultureInfo.InvariantCulture);
                var resident = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"))
                    .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
                kibibytes += long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                throw new LoadException($"The process {process} cannot be measured: it has ended, or this is not Linux.");
            }
        }
        return new Usage(TimeSpan.FromSeconds((double)ticks / TicksPerSecond), kibibytes * 1024);
    }

    /// <summary>Asks the hook in a process how much the process has allocated (<see cref="StartupHook"/>).</summary>
    /// <returns>Bytes since its start; null when it does not answer within two seconds.</returns>
    public static async Task<long?> AllocatedAsync(int process, string file, CancellationToken cancellationToken)
    {
        File.Delete(file);
        _ = Kill(process, StartupHook.Signal);
        for (var look = 0; look < 200; look++)
        {
            if (File.Exists(file))
                return long.Parse(await File.ReadAllTextAsync(file, cancellationToken), CultureInfo.InvariantCulture);
            await Task.Delay(10, cancellationToken);
        }
        return null;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
