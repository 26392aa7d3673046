using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Local.Run.Tests;

/// <summary>The program as a newcomer uses it, and what can go wrong then.</summary>
[Platform(Exclude = "Win", Reason = "Signals are POSIX.")]
internal sealed class RunTests
{
    private const string SendLine = "dotnet run --project local/Send -- ";
    private const string Up = "Running until Ctrl+C";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("run-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task What_Send_signs_is_accepted_and_shown_without_escape_sequences_until_Ctrl_C()
    {
        var (port, arguments) = RunProcess.FreePorts();
        await using var run = new RunProcess(_folder, arguments);
        run.WaitFor(Up);

        var code = await SendAsync(port, "id=terminal", "recipient=\u001b[2Jclear@example.nl", "state=rcptto", "code=550");
        Assert.That(code, Is.Zero, run.Output);
        run.WaitFor("clear@example.nl");
        run.Signal("INT");

        Assert.That(await run.ExitCodeAsync(), Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("signatures required").And.Contain("\\u{1B}[2jclear@example.nl").IgnoreCase);
        Assert.That(run.Output.Contains((char)0x1B), Is.False, run.Output);
    }

    [Test]
    public async Task The_Send_command_that_is_printed_is_accepted()
    {
        var (_, arguments) = RunProcess.FreePorts();
        await using var run = new RunProcess(Path.Combine(_folder, "it's here"), arguments);
        run.WaitFor("  log      ");

        var line = run.Output.Split('\n').Single(line => line.Contains(SendLine, StringComparison.Ordinal)).Trim();
        using var output = new StringWriter();
        var code = await new SendCommand(output, output, TimeProvider.System).RunAsync(WordsOf(line[SendLine.Length..]), CancellationToken.None);

        Assert.That(code, Is.Zero, $"{line}\n{output}");
    }

    [Test]
    public async Task A_second_Ctrl_C_ends_it_at_once_and_leaves_no_process_behind()
    {
        var (port, arguments) = RunProcess.FreePorts();
        await using var run = new RunProcess(_folder, arguments);
        run.WaitFor(Up);
        var children = run.Children();
        Assert.That(children, Has.Count.EqualTo(2), "the app and Azurite");
        await using var inFlight = await UnfinishedRequest.StartAsync(port);

        run.Signal("INT");
        Assert.That(() => Answers(port), Is.False.After((int)RunProcess.Limit.TotalMilliseconds, 50), run.Output);
        run.Signal("INT");

        Assert.That(await run.ExitCodeAsync(), Is.EqualTo(130), run.Output);
        Assert.That(() => children.Any(IsRunning), Is.False.After((int)RunProcess.Limit.TotalMilliseconds, 50));
    }

    [Test]
    public async Task After_a_kill_the_app_is_gone_and_the_same_ports_can_be_used_again()
    {
        var (port, arguments) = RunProcess.FreePorts();
        await using (var killed = new RunProcess(_folder, arguments))
        {
            killed.WaitFor(Up);
            killed.Kill();
            await killed.ExitCodeAsync();
        }
        await using var second = new RunProcess(_folder, arguments, ("Copernica__Signature", "Optional"));
        second.WaitFor(Up);
        Assert.That(second.Output, Does.Contain(Up).And.Contain("signatures not required (Copernica__Signature=Optional)"));
        Assert.That(await SendAsync(port, "id=again", "recipient=again@example.nl"), Is.Zero);

        second.Signal("INT");

        Assert.That(await second.ExitCodeAsync(), Is.Zero, second.Output);
        Assert.That(() => IsFree(port), Is.True.After((int)RunProcess.Limit.TotalMilliseconds, 50));
    }

    [TestCase("--port")]
    [TestCase("--tables-port")]
    [TestCase("--bus-port")]
    public async Task A_taken_port_is_named_in_one_line_with_what_to_do(string option)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string[] others = [.. new[] { "--port", "--tables-port", "--bus-port" }.Except([option]).SelectMany(other => new[] { other, "0" })];
        await using var run = new RunProcess(_folder, ["--once", option, $"{port}", .. others]);

        Assert.That(await run.ExitCodeAsync(), Is.EqualTo(1), run.Output);
        Assert.That(run.Output.TrimEnd().Split('\n')[^1], Does.Contain($"{port}").And.Contain(option).And.Not.Contain("exit code 0"));
    }

    [Test]
    public async Task A_setting_that_the_app_refuses_ends_the_run_with_the_apps_own_line_and_exit_code()
    {
        await using var run = new RunProcess(
            _folder, ["--once", "--port", "0", "--tables-port", "0", "--bus-port", "0"], ("Copernica__Signature", "maybe"));

        Assert.That(await run.ExitCodeAsync(), Is.EqualTo(1), run.Output);
        Assert.That(run.Output, Does.Contain("before it was ready:\n      Setting Copernica__Signature: \"maybe\""));
    }

    [Test]
    public async Task A_folder_that_another_run_uses_is_reported_in_one_line()
    {
        await using var other = RunFolder.Open(_folder);
        await other.Log.WriteLineAsync("of the other run");
        await using var run = new RunProcess(_folder, ["--once", "--port", "0", "--tables-port", "0", "--bus-port", "0"]);

        Assert.That(await run.ExitCodeAsync(), Is.EqualTo(1), run.Output);
        Assert.That(run.Output.Trim(), Is.EqualTo($"Another run uses the folder {_folder}. Stop it, or name another folder with --folder."));
        Assert.That(await File.ReadAllTextAsync(other.LogFile), Is.EqualTo("of the other run\n"));
    }

    [TestCase("copernica.pem", "copernica.pem is not a PEM file. Delete the file to have a new one made. Or name another folder with --folder.")]
    [TestCase("azurite", "azurite' already exists. Make the folder writable, or name another one with --folder.")]
    public async Task A_folder_that_cannot_be_used_is_reported_in_one_line(string file, string problem)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, file), "not a key");
        await using var run = new RunProcess(_folder, ["--once", "--port", "0", "--tables-port", "0", "--bus-port", "0"]);

        Assert.That(await run.ExitCodeAsync(), Is.EqualTo(1), run.Output);
        Assert.That(run.Output.Trim(), Does.EndWith(problem).And.Not.Contain("\n").And.Not.Contain("--key").And.Not.Contain("--new-key"));
    }

    [Test]
    public async Task Without_Node_the_run_says_what_to_install()
    {
        var dotnet = Path.GetDirectoryName(Environment.ProcessPath)!;
        await using var run = new RunProcess(_folder, ["--once", "--port", "0", "--tables-port", "0", "--bus-port", "0"], ("PATH", dotnet));

        Assert.That(await run.ExitCodeAsync(), Is.EqualTo(1), run.Output);
        Assert.That(run.Output, Does.Contain("Node.js 20 or newer is needed"));
    }

    private async Task<int> SendAsync(int port, params string[] fields)
    {
        using var output = new StringWriter();
        return await new SendCommand(output, output, TimeProvider.System).RunAsync(
            ["--url", $"http://localhost:{port}/api/failures", "--key", Path.Combine(_folder, "copernica.pem"), .. fields], CancellationToken.None);
    }

    private static string[] WordsOf(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf '%s\\n' {line}"]) { RedirectStandardOutput = true })!;
        return shell.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
