using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class ProgramTests
{
    private const string Usage = "Usage: dotnet run --project local/ServiceBusEmulator -- --config FILE [--port N]";

    private string _file = "";

    [SetUp]
    public void Write_configuration()
    {
        _file = Path.GetTempFileName();
        File.WriteAllText(_file, Sample.Configuration);
    }

    [TearDown]
    public void Remove_configuration() => File.Delete(_file);

    [TestCase("--config is missing.")]
    [TestCase("--config is missing.", "--port", "5672")]
    [TestCase("--config needs a value.", "--config")]
    [TestCase("--port: \"70000\" is not a port; give a number from 0 to 65535.", "--config", "a", "--port", "70000")]
    [TestCase("--nonsense is not an option.", "--nonsense", "a")]
    public async Task A_wrong_command_line_is_named_and_the_right_one_shown(string fault, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.That((code, error), Is.EqualTo((2, $"{fault}{Environment.NewLine}{Usage}{Environment.NewLine}")));
    }

    [Test]
    public async Task Help_is_no_error()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.That((code, output), Is.EqualTo((0, Usage + Environment.NewLine)));
    }

    [Test]
    public async Task A_fault_in_the_configuration_is_one_line_with_file_and_path()
    {
        await File.WriteAllTextAsync(_file, """{ "UserConfig": { "Namespaces": [ { "Queues": [ { "Name": 5 } ] } ] } }""");

        var (code, _, error) = await RunAsync("--config", _file);

        Assert.That((code, error.Trim()), Is.EqualTo((1, $"{_file}: $.UserConfig.Namespaces[0].Queues[0].Name: text is expected here, not number.")));
    }

    [Test]
    public async Task A_port_that_is_taken_is_one_line()
    {
        await using var server = await Wire.StartAsync();

        var (code, _, error) = await RunAsync("--config", _file, "--port", $"{server.Port}");

        Assert.That((code, error.Trim()), Is.EqualTo((1, $"The emulator cannot listen on port {server.Port}: another program uses it. Stop that program or choose another port.")));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "SIGTERM")]
    public async Task It_says_when_it_is_ready_and_stops_in_order_on_SIGTERM()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(EmulatorServer).Assembly.Location, "--config", _file, "--port", "0" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            Assert.That(await process.StandardOutput.ReadLineAsync(limit.Token), Does.Match(@"\AThe Service Bus emulator is ready on port \d+\.\z"));
            Assert.That(Kill(process.Id, 15), Is.Zero);
            await process.WaitForExitAsync(limit.Token);
            Assert.That(process.ExitCode, Is.Zero);
        }
        finally
        {
            process.Kill();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await EmulatorProgram.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
