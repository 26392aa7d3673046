using System.Globalization;
using System.Runtime.InteropServices;

namespace FailureFunctions.Bench.Load.Measuring;

/// <summary>What the runtime of a process says about it.</summary>
/// <param name="Allocated">Bytes since its start.</param>
/// <param name="Compiling">How long the JIT has run, on all threads; where processors are busy, its waits for one too.</param>
/// <param name="Paused">For how long garbage collection has stopped all threads.</param>
internal sealed record Spent(long Allocated, TimeSpan Compiling, TimeSpan Paused);

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

    /// <summary>Asks the hook in a process what the process has spent since its start (<see cref="StartupHook"/>).</summary>
    /// <returns>Null when it does not answer within two seconds.</returns>
    public static async Task<Spent?> SpentAsync(int process, string file, CancellationToken cancellationToken)
    {
        File.Delete(file);
        _ = Kill(process, StartupHook.Signal);
        for (var look = 0; look < 200; look++)
        {
            if (File.Exists(file))
            {
                var numbers = (await File.ReadAllTextAsync(file, cancellationToken)).Split(' ')
                    .Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
                return new Spent(numbers[0], TimeSpan.FromTicks(numbers[1]), TimeSpan.FromTicks(numbers[2]));
            }
            await Task.Delay(10, cancellationToken);
        }
        return null;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
