using System.Net;
using System.Net.Sockets;
using FailureFunctions.Local.FunctionsHost;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.Life;

[Platform(Exclude = "Win", Reason = "Signals are sent with kill.")]
[Parallelizable(ParallelScope.All)]
internal sealed class ProgramTests
{
    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task A_signal_stops_the_host_once_accepted_requests_are_answered(string signal)
    {
        using var host = new HostProcess("--app", TestApp.Folder, "--port", "0");
        var worker = await host.WorkerIdAsync();
        var inFlight = await host.StartWaitingAsync();

        host.Signal(signal);
        host.Signals.Write("go", "");

        using var response = await inFlight;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await host.ExitCodeAsync(), Is.Zero);
        await Eventually.GoneAsync(worker);
    }

    [Test]
    public async Task A_second_interrupt_ends_the_host_at_once()
    {
        using var host = new HostProcess("--app", TestApp.Folder, "--port", "0");
        var worker = await host.WorkerIdAsync();
        var inFlight = await host.StartWaitingAsync();

        host.Signal("INT");
        var address = await host.Ready;
        await Eventually.TrueAsync(() => !Eventually.Answers(address), "the port is closed");
        host.Signal("INT");

        Assert.That(await host.ExitCodeAsync(), Is.EqualTo(130));
        Assert.That(async () => await inFlight, Throws.InstanceOf<HttpRequestException>());
        await Eventually.GoneAsync(worker);
    }

    [Test]
    public async Task A_killed_host_leaves_no_worker_behind()
    {
        using var host = new HostProcess("--app", TestApp.Folder, "--port", "0");
        var worker = await host.WorkerIdAsync();

        host.Signal("KILL");

        await Eventually.GoneAsync(worker);
    }

    [Test]
    public async Task An_app_that_cannot_start_ends_the_host_with_its_exit_code()
    {
        using var host = new HostProcess(new Dictionary<string, string> { ["TESTAPP_START"] = "exit" }, "--app", TestApp.Folder, "--port", "0");

        Assert.That(await host.Errors, Is.EqualTo("The app ended with exit code 3 before it was ready, without a message.\n"));
        Assert.That(await host.ExitCodeAsync(), Is.EqualTo(3));
    }

    [TestCase("Information", "before it was ready. The app's own output is above.")]
    [TestCase("Warning", "before it was ready:")]
    public async Task The_errors_of_an_app_that_cannot_start_are_shown_once(string level, string message)
    {
        using var host = new HostProcess(
            new Dictionary<string, string> { ["TESTAPP_START"] = "throw", ["AzureFunctionsJobHost__logging__logLevel__default"] = level },
            "--app", TestApp.Folder, "--port", "0");

        var shown = await host.Output + await host.Errors;

        Assert.That(shown.Split("The setting Greeting is missing"), Has.Length.EqualTo(2), shown);
        Assert.That(await host.Errors, Does.StartWith("The app ended with exit code").And.Contain(message));
    }

    [Test]
    [Platform("Linux", Reason = "/proc")]
    public async Task An_interrupt_of_the_terminal_does_not_reach_the_worker()
    {
        using var host = new HostProcess("--app", TestApp.Folder, "--port", "0");

        var worker = await host.WorkerIdAsync();

        Assert.That(GroupOf(worker), Is.EqualTo(worker).And.Not.EqualTo(GroupOf(host.Id)));
    }

    [Test]
    public async Task Generated_keys_are_printed_and_enforced()
    {
        using var host = new HostProcess("--keys", "--app", TestApp.Folder, "--port", "0");
        var address = await host.Ready;
        using var without = await host.Client.GetAsync(new Uri(address, "api/Default"));
        host.Signal("TERM");

        var output = await host.Output;
        Assert.That(output, Does.Match("\nFunction key: [A-Za-z0-9_-]{54}\nMaster key: [A-Za-z0-9_-]{54}\nFunctions host ready on http://localhost:[0-9]+\n"));
        Assert.That(without.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_key_that_is_given_is_enforced_and_not_printed()
    {
        using var host = new HostProcess(
            new Dictionary<string, string> { ["FUNCTIONS_HOST_KEY"] = "given-key", ["FUNCTIONS_HOST_MASTER_KEY"] = "given-master" },
            "--keys", "--app", TestApp.Folder, "--port", "0");
        var address = await host.Ready;
        using var with = await host.Client.GetAsync(new Uri(address, "api/Default?code=given-key"));
        using var without = await host.Client.GetAsync(new Uri(address, "api/Default"));
        host.Signal("TERM");

        Assert.That((with.StatusCode, without.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
        Assert.That(await host.Output, Does.Not.Contain("given-"));
    }

    [Test]
    public async Task A_taken_port_is_reported_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var host = new HostProcess("--app", TestApp.Folder, "--port", $"{port}");

        Assert.That(await host.Errors, Does.Match($"^Port {port} cannot be used: [^\n]+ choose another port with --port\\.\n$"));
        Assert.That(await host.ExitCodeAsync(), Is.EqualTo(1));
    }

    [TestCase("--app is missing.")]
    [TestCase("--app is missing.", "--port", "7071")]
    [TestCase("--app needs a value.", "--app")]
    [TestCase("--port: \"70000\" is not a port;", "--app", "x", "--port", "70000")]
    [TestCase("--port: \"-1\" is not a port;", "--app", "x", "--port", "-1")]
    [TestCase("--other is not an option.", "--app", "x", "--other")]
    public async Task A_wrong_command_line_is_named_with_the_usage_and_2(string fault, params string[] arguments)
    {
        var error = new StringWriter();

        Assert.That(await HostProgram.RunAsync(arguments, TextWriter.Null, error), Is.EqualTo(2));
        Assert.That(error.ToString(), Does.StartWith(fault).And.Contain("Usage: dotnet run --project local/FunctionsHost -- --app DIR [--port N] [--keys]"));
    }

    [Test]
    public async Task Help_is_no_error()
    {
        var output = new StringWriter();

        Assert.That(await HostProgram.RunAsync(["--help"], output, TextWriter.Null), Is.Zero);
        Assert.That(output.ToString(), Does.StartWith("Usage:"));
    }

    [Test]
    public async Task A_problem_with_the_app_is_one_line_and_1()
    {
        var error = new StringWriter();

        Assert.That(await HostProgram.RunAsync(["--app", "/no/such/folder"], TextWriter.Null, error), Is.EqualTo(1));
        Assert.That(error.ToString().Trim(), Does.Match("^The app folder [^\n]+$"));
    }

    // The fifth field; the second, the name, may contain blanks (proc(5), /proc/pid/stat).
    private static int GroupOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
    }
}
