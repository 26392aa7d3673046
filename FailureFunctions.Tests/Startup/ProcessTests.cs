namespace FailureFunctions.Tests.Startup;

/// <summary>How the app's process starts and ends, and what is seen on its console.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task A_stop_ends_with_exit_code_0(string signal)
    {
        await using var host = await SilentHost.StartAsync();
        await using var process = WorkerProcess.Start(host.Url, WorkerProcess.Settings);
        await host.Connected.WaitAsync(Limit);

        await process.SignalAsync(signal);

        Assert.That(await process.ExitCodeAsync(), Is.Zero, string.Join('\n', process.Errors));
        Assert.That(process.Errors, Has.None.Contains("Exception"));
    }

    [Test]
    public async Task A_stop_during_the_start_ends_with_exit_code_0_too()
    {
        using var silent = new SilentServer();
        await using var process = WorkerProcess.Start(new Uri("http://127.0.0.1:1/"), silent.Settings());
        using var call = await silent.AcceptAsync().WaitAsync(Limit);

        await process.SignalAsync("TERM");

        Assert.That(await process.ExitCodeAsync(), Is.Zero, string.Join('\n', process.Errors));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Warnings_of_the_start_are_on_stderr_once(bool isExported)
    {
        await using var host = await SilentHost.StartAsync();
        var settings = WorkerProcess.Settings;
        settings["Copernica__Signature"] = "Off";
        if (isExported)
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1";
        await using var process = WorkerProcess.Start(host.Url, settings);
        await process.WaitForErrorsAsync("Warning: ", count: 4);

        await process.SignalAsync("TERM");
        await process.ExitCodeAsync();

        Assert.That(process.Errors, Has.Exactly(1).StartsWith("Warning: Copernica__Signature is Off"));
        Assert.That(process.Errors, Has.Exactly(1).StartsWith("Warning: Not ready: tables"));
        Assert.That(process.Errors, Has.Exactly(1).StartsWith("Warning: Not ready: topic email-failures"));
        Assert.That(process.Errors, Has.Exactly(1).StartsWith("Warning: Not ready: topic email-suppressions"));
        Assert.That(process.Output, Has.None.Contains("Copernica__Signature").And.None.Contains("not ready"));
    }

    [Test]
    public async Task Dependencies_that_accept_and_stay_silent_do_not_keep_the_app_from_starting()
    {
        using var silent = new SilentServer();
        await using var host = await SilentHost.StartAsync();
        await using var process = WorkerProcess.Start(host.Url, silent.Settings());
        using var first = await silent.AcceptAsync().WaitAsync(Limit);

        // PreparationTests measures for how long they hold it up.
        await host.Connected.WaitAsync(Limit);
    }
}
