using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FunctionsWorker.Tests.Support;

namespace FunctionsWorker.Tests.Hosting;

/// <summary>The host as a process of its own: this assembly, started as an application.</summary>
[Platform(Exclude = "Win", Reason = "Signals are sent with kill.")]
internal sealed class ProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task A_signal_stops_the_host_and_it_exits_with_0(string signal)
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder, 0);
        try
        {
            var address = await ReadyAsync(process);
            using (var client = new HttpClient { BaseAddress = address })
            {
                using var response = await client.PostAsync("api/echo", new StringContent("hello"));
                Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("hello"));
            }

            using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            await process.WaitForExitAsync().WaitAsync(Limit);

            Assert.That(process.ExitCode, Is.Zero);
        }
        finally
        {
            Stop(process);
        }
    }

    [Test]
    public async Task A_taken_port_is_one_clear_line_and_an_exit_code()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var process = Start(folder, port);
        try
        {
            var errors = await process.StandardError.ReadToEndAsync().WaitAsync(Limit);
            await process.WaitForExitAsync().WaitAsync(Limit);

            Assert.That(process.ExitCode, Is.Not.Zero);
            Assert.That(errors.Trim(), Does.Match($"^The Functions host cannot start\\. Port {port} cannot be used: [^\n]+ choose another with --port\\.$"));
        }
        finally
        {
            Stop(process);
        }
    }

    private static Process Start(TemporaryFolder folder, int port)
    {
        folder.Write("host.json", "{}");
        string[] command = ["dotnet", "exec", typeof(ProcessTests).Assembly.Location, "--port", $"{port}", "--script-root", folder.Path];
        // A shell has what it runs in the background ignore SIGINT, and so do all processes that come of it.
        if (IgnoresInterrupts())
            command = ["env", "--default-signal=INT", .. command];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    // Signal 2 is the second bit of the mask (proc(5), /proc/pid/status).
    private static bool IgnoresInterrupts() =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var mask
        && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 0b10) != 0;

    private static async Task<Uri> ReadyAsync(Process process)
    {
        const string ready = "Functions host ready on ";
        using var limit = new CancellationTokenSource(Limit);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith(ready, StringComparison.Ordinal))
                return new Uri(line[ready.Length..]);
        }

        throw new InvalidOperationException($"The host ended: {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited)
            process.Kill();
    }
}
