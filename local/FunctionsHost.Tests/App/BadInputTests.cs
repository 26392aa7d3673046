using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.FunctionsHost.Http;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.App;

/// <summary>Each problem ends the start with one message that says what to do.</summary>
internal sealed class BadInputTests
{
    [Test]
    public async Task A_folder_that_does_not_exist()
    {
        await AssertFailsAsync("/no/such/folder", "The app folder .* does not exist\\. Build the app, then name its output folder\\.");
    }

    [Test]
    public async Task A_folder_that_is_not_the_output_of_an_app()
    {
        using var folder = new TemporaryFolder();

        await AssertFailsAsync(folder.Path, "has no worker\\.config\\.json, so it is not the output of a function app\\. Build the app");
    }

    [TestCase("""{ "version": "2.0" """, "host\\.json cannot be read: .*LineNumber: 0 \\| BytePositionInLine: 19")]
    [TestCase("[]", "host\\.json cannot be read: ")]
    [TestCase("{}", "host\\.json: \"version\": \"2\\.0\" is missing\\.")]
    [TestCase("""{ "version": "2.0", "extensions": { "http": { "maxConcurrentRequests": "many" } } }""", "extensions\\.http\\.maxConcurrentRequests must be a number from 1, or -1 for no limit, not 'many'")]
    [TestCase("""{ "version": "2.0", "logging": { "logLevel": { "App": "Loud" } } }""", "logging\\.logLevel\\.App must be one of Trace, .*, not 'Loud'")]
    public async Task A_host_json_that_is_wrong(string json, string problem)
    {
        using var app = TestApp.Copy(("host.json", json));

        await AssertFailsAsync(app.Path, problem);
    }

    [TestCase("""{ "Values": { "a": """, "local\\.settings\\.json cannot be read: .*LineNumber: 0")]
    [TestCase("""{ "IsEncrypted": true, "Values": {} }""", "is encrypted\\. Decrypt it with")]
    [TestCase("""{ "Values": { "a": { "b": "c" } } }""", "the value of \"a\" is not a string\\. Write nested settings as one name with '__'")]
    [TestCase("""{ "Values": { "a": "1", "b": "2", "a": "3" } }""", "local\\.settings\\.json: \"Values\" has \"a\" more than once\\. Remove all but one\\.")]
    public async Task Local_settings_that_are_wrong(string json, string problem)
    {
        using var app = TestApp.Copy(("local.settings.json", json));

        await AssertFailsAsync(app.Path, problem);
    }

    [Test]
    public async Task An_app_whose_assembly_is_missing()
    {
        using var app = TestApp.Copy();
        File.Delete(Path.Combine(app.Path, "FunctionsHost.TestApp.dll"));

        await AssertFailsAsync(app.Path, "has no FunctionsHost\\.TestApp\\.dll, which its worker\\.config\\.json names\\. Build the app again\\.");
    }

    [TestCase("""{ "description": { "defaultExecutablePath": "dotnet", "defaultWorkerPath": null } }""", "\"defaultWorkerPath\" is missing or empty\\. Build the app again\\.")]
    [TestCase("""{ "description": { "defaultExecutablePath": "", "defaultWorkerPath": "a.dll" } }""", "\"defaultExecutablePath\" is missing or empty\\. Build the app again\\.")]
    [TestCase("""{ "description": { "defaultExecutablePath": "dotnet" } }""", "\"defaultWorkerPath\" is missing or empty\\. Build the app again\\.")]
    [TestCase("""{ "description": null }""", "worker\\.config\\.json cannot be read: .* Build the app again\\.")]
    public async Task A_worker_config_that_is_wrong(string json, string problem)
    {
        using var app = TestApp.Copy(("worker.config.json", json));

        await AssertFailsAsync(app.Path, problem);
    }

    [TestCase("host.json")]
    [TestCase("worker.config.json")]
    [TestCase("local.settings.json")]
    public async Task A_file_that_cannot_be_read(string name)
    {
        using var app = TestApp.Copy(("local.settings.json", "{}"));
        var file = Path.Combine(app.Path, name);
        // Missing rights would not do: root reads everything.
        await using var locked = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        await AssertFailsAsync(app.Path, $"{Regex.Escape(file)} cannot be read: The process cannot access the file .* because it is being used by another process");
    }

    [Test]
    public async Task An_executable_that_cannot_be_started()
    {
        using var app = TestApp.Copy(("worker.config.json", """{ "description": { "defaultExecutablePath": "no-such-dotnet", "defaultWorkerPath": "FunctionsHost.TestApp.dll" } }"""));

        await AssertFailsAsync(app.Path, "'no-such-dotnet' cannot be started: ");
    }

    [TestCase("throw", "ended with exit code (134|-532462766) before it was ready:\n(.*\n)*.*The setting Greeting is missing")]
    [TestCase("exit", "ended with exit code 3 before it was ready, without a message\\.")]
    public async Task An_app_that_ends_at_its_start(string start, string problem)
    {
        var exception = await AssertFailsAsync(TestApp.Folder, problem, start);

        Assert.That(exception.ExitCode, Is.Not.Zero.And.Not.EqualTo(1));
    }

    [Test]
    public async Task An_app_that_never_connects()
    {
        await AssertFailsAsync(TestApp.Folder, "did not connect to the host within 1\\.5 s\\. It must run a Functions worker", "hang");
    }

    [Test]
    public async Task A_port_that_another_program_uses()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var exception = await Assert.ThrowsAsync<FunctionsHostException>(
            async () => await HttpFront.StartAsync(port, _ => { }, CancellationToken.None));

        Assert.That(exception!.Message, Does.StartWith($"Port {port} cannot be used: "));
        Assert.That(exception.IsPortInUse, Is.True);
    }

    [Test]
    public async Task A_start_that_is_cancelled_leaves_no_process_behind()
    {
        using var signals = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var options = new FunctionsHostOptions
        {
            AppFolder = TestApp.Folder,
            Port = 0,
            Environment = new Dictionary<string, string> { ["TESTAPP_START"] = "hang", ["SignalFolder"] = signals.Path },
            Log = TestContext.Progress.WriteLine,
        };
        var starting = FunctionsHostServer.StartAsync(options, cancel.Token);
        await Eventually.TrueAsync(() => signals.Has("started-*"), "the app has started");

        await cancel.CancelAsync();

        Assert.That(async () => await starting, Throws.InstanceOf<OperationCanceledException>());
        var started = Path.GetFileName(Directory.EnumerateFiles(signals.Path, "started-*").Single());
        await Eventually.GoneAsync(int.Parse(started["started-".Length..], CultureInfo.InvariantCulture));
    }

    private static async Task<FunctionsHostException> AssertFailsAsync(string folder, string problem, string start = "")
    {
        var environment = new Dictionary<string, string> { ["TESTAPP_START"] = start };
        var exception = await Assert.ThrowsAsync<FunctionsHostException>(
            async () => await RunningHost.StartAsync(environment, folder: folder, tuning: new HostTuning { StartStreamLimit = TimeSpan.FromSeconds(start == "hang" ? 1.5 : 60) }));
        Assert.That(exception!.Message, Does.Match(problem));
        Assert.That(exception.IsPortInUse, Is.False);
        return exception;
    }
}
