using Microsoft.AspNetCore.Http;

namespace FailureFunctions.Infra.Webhook.Tests;

// What cannot be compared, and does not stop the rest.
public sealed partial class ReconcileTests
{
    [Test]
    public async Task One_line_of_another_zone_among_others_is_left_and_does_not_stop_the_run()
    {
        Write(25, "m1", "m2", "m3");
        Write(26, "m4");
        _app.Present.UnionWith(["m1", "m2"]);
        _app.Shifted.Add("m3");

        Assert.That(await ReconcileAsync(25, 26, "--apply"), Is.EqualTo(ExitCode.Missing), Errors);

        Assert.That(Output, Does.Contain("other-zone  2026-11-25 10:00:00  m3@example.nl").And.Contain("look at each"));
        Assert.That(Recorded, Is.EqualTo(new[] { "m4" }));
    }

    [TestCase(400, "Copernica refused the log of: 2026-11-26.")]
    [TestCase(404, "Copernica has no log file of: 2026-11-26.")]
    public async Task A_day_that_could_not_be_read_is_named(int status, string message)
    {
        Write(25, "m1");
        _app.Present.Add("m1");
        Copernica.Fault = async context =>
        {
            if (!context.Request.Path.Value!.Contains(FileOf(26), StringComparison.Ordinal))
                return false;
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("{}");
            return true;
        };

        Assert.That(await ReconcileAsync(25, 26), Is.EqualTo(status == 400 ? ExitCode.Missing : ExitCode.Done), Errors);
        Assert.That(Output, Does.Contain(message));
    }

    [Test]
    public async Task A_log_that_is_gone_after_its_beginning_is_not_one_that_never_was()
    {
        Write(26, [.. Enumerable.Range(0, 700).Select(Name)]);
        Copernica.Logs[FileOf(26)] = Copernica.Logs[FileOf(26)][..^2000];
        var tries = 0;
        Copernica.Fault = context =>
        {
            if (context.Request.Path.Value!.Contains("logfile", StringComparison.Ordinal) && ++tries == 2)
                Copernica.Logs.Remove(FileOf(26));
            return Task.FromResult(false);
        };

        Assert.That(await ReconcileAsync(26, 26), Is.Not.EqualTo(ExitCode.Done).And.Not.EqualTo(ExitCode.Missing));
        Assert.That(File.Exists(Place), "so that the next run goes on there");
    }
}
