using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>Copernica's log of errors, compared with the app.</summary>
[TestFixture]
public sealed partial class ReconcileTests() : CommandFixture(4)
{
    private AppStandIn _app = null!;

    private string Place => Path.Combine(Path.GetDirectoryName(State)!, "reconcile.json");

    private IEnumerable<string> Recorded => _app.Requests.Where(request => request.Apply).SelectMany(request => request.Lines).Select(IdOf);

    [SetUp]
    public async Task StartAppAsync()
    {
        _app = await AppStandIn.StartAsync();
        Copernica.Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
        Environment["RECONCILE_KEY"] = AppStandIn.Key;
    }

    [TearDown]
    public async Task StopAppAsync()
    {
        await _app.DisposeAsync();
        Assert.That(Output + Errors, Does.Not.Contain(AppStandIn.Key));
    }

    [Test]
    public async Task What_is_missing_is_listed_then_recorded_and_then_no_longer_missing()
    {
        Write(25, "m1", "m2");
        Write(26, "m3", "m4");
        _app.Present.UnionWith(["m1", "m4"]);

        Assert.That(await ReconcileAsync(25, 26), Is.EqualTo(ExitCode.Missing), Errors);
        Assert.That(Output, Does.Contain("missing     2026-11-25 10:00:00  m2@example.nl  550  m2  User unknown").And.Contain("m3@example.nl").And.Not.Contain("m1@"));
        Assert.That(Output, Does.Contain("4 lines: 2 missing, 2 present").And.Contain("Nothing was recorded: the same command with --apply"));
        Assert.That(Recorded, Is.Empty);

        Assert.That(await ReconcileAsync(25, 26, "--apply"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Output, Does.Contain("recorded    2026-11-25 10:00:00  m2@example.nl").And.Contain("4 lines: 2 present, 2 recorded"));
        Assert.That(Recorded, Is.EqualTo(new[] { "m2", "m3" }));

        Assert.That(await ReconcileAsync(25, 26, "--apply"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Output, Does.Contain("4 lines: 4 present"));
        Assert.That(Recorded.Count(), Is.EqualTo(2));
        Assert.That(File.Exists(Place), Is.False);
    }

    [Test]
    public async Task A_long_log_is_sent_in_parts()
    {
        Write(26, [.. Enumerable.Range(0, 1203).Select(Name)]);

        await ReconcileAsync(26, 26);

        Assert.That(_app.Requests.Select(request => request.Lines.Length), Is.EqualTo(new[] { 500, 500, 203 }));
        Assert.That(Output, Does.Contain("1203 lines: 1203 missing"));
    }

    [Test]
    public async Task A_day_without_a_log_is_said_and_the_others_are_compared()
    {
        Write(24, "m1");
        Write(26, "m2");
        _app.Present.UnionWith(["m1", "m2"]);

        Assert.That(await ReconcileAsync(24, 26), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Output, Does.Contain("Copernica has no log file of: 2026-11-25.").And.Contain("2 lines: 2 present"));

        Assert.That(await ReconcileAsync(1, 3), Is.EqualTo(ExitCode.Missing));
        Assert.That(Errors, Does.Contain("is the access token one of the account that sends?"));
    }

    [Test]
    public async Task A_log_that_ends_in_the_middle_is_read_again_from_where_it_was_left()
    {
        Write(26, [.. Enumerable.Range(0, 700).Select(Name)]);
        var whole = Copernica.Logs[FileOf(26)];
        Copernica.Logs[FileOf(26)] = whole[..^2000];
        var tries = 0;
        Copernica.Fault = context =>
        {
            if (context.Request.Path.Value!.Contains("logfile", StringComparison.Ordinal) && ++tries == 2)
                Copernica.Logs[FileOf(26)] = whole;
            return Task.FromResult(false);
        };

        Assert.That(await ReconcileAsync(26, 26, "--apply"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Errors, Does.Contain("ends in the middle").And.Contain("Again in 5 s."));
        Assert.That(Recorded, Is.EqualTo(Enumerable.Range(0, 700).Select(Name)));
        Assert.That(Output, Does.Contain("700 lines: 700 recorded"));
    }

    [Test]
    public async Task One_that_stays_cut_off_ends_the_run_and_the_next_goes_on_there()
    {
        Write(26, [.. Enumerable.Range(0, 700).Select(Name)]);
        var whole = Copernica.Logs[FileOf(26)];
        Copernica.Logs[FileOf(26)] = whole[..^2000];

        Assert.That(await ReconcileAsync(26, 26, "--apply"), Is.EqualTo(ExitCode.TryLater));
        Assert.That(Errors, Does.Contain("The same command goes on where it stopped."));
        Assert.That(await File.ReadAllTextAsync(Place), Does.Not.Contain("example.nl").And.Not.Contain("550"));

        Copernica.Logs[FileOf(26)] = whole;
        Assert.That(await ReconcileAsync(26, 26, "--apply"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Output, Does.Match(@"^Goes on at 2026-11-26, line 6\d\d\.").And.Contain("700 lines: 700 recorded"));
        Assert.That(Recorded, Is.EqualTo(Enumerable.Range(0, 700).Select(Name)));
    }

    [Test]
    public async Task Too_many_calls_are_waited_for_and_a_web_token_that_expires_is_replaced()
    {
        Write(25, "m1");
        Write(26, "m2");
        var refused = false;
        Copernica.Fault = async context =>
        {
            if (!context.Request.Path.Value!.Contains(FileOf(26), StringComparison.Ordinal) || refused)
                return false;
            refused = true;
            Copernica.ForgetWebTokens();
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "7";
            await context.Response.WriteAsync("{}");
            return true;
        };

        Assert.That(await ReconcileAsync(25, 26, "--apply"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Errors, Does.Contain("Too many calls").And.Contain("Again in 7 s."));
        Assert.That((Recorded, Copernica.WebTokens.Count), Is.EqualTo((new[] { "m1", "m2" }, 2)));
    }

    [Test]
    public async Task What_the_app_could_not_do_is_sent_again_and_no_more()
    {
        Write(26, "m1", "m2", "m3");
        var tries = 0;
        _app.Fault = async context =>
        {
            if (++tries > 1)
                return false;
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "3";
            await context.Response.WriteAsync("""{"title":"…","lines":[{"outcome":"present"},{"outcome":"unavailable"},{"outcome":"unavailable"}]}""");
            return true;
        };

        Assert.That(await ReconcileAsync(26, 26), Is.EqualTo(ExitCode.Missing), Errors);

        Assert.That(Errors, Does.Contain("cannot reach its tables or its bus. Again in 3 s."));
        Assert.That(_app.Requests.Select(request => request.Lines.Length), Is.EqualTo(new[] { 3, 2 }));
        Assert.That(Output, Does.Contain("3 lines: 2 missing, 1 present"));
    }

    [Test]
    public async Task A_log_of_another_zone_is_said_and_nothing_of_it_recorded()
    {
        Write(26, "m1", "m2");
        _app.Shifted.Add("m2");

        Assert.That(await ReconcileAsync(26, 26, "--apply"), Is.EqualTo(ExitCode.WrongCommand));

        Assert.That(Errors, Does.Contain("its times are not of UTC. Give their zone, such as --time-zone Europe/Amsterdam"));
        Assert.That(Recorded, Is.Empty);
    }

    [Test]
    public async Task Times_of_a_zone_are_sent_in_UTC()
    {
        Write(26, "m1");

        await ReconcileAsync(26, 26, "--time-zone", "Europe/Amsterdam");

        Assert.That(_app.Requests.Single().Lines.Single(), Does.Contain("\"time\":\"2026-11-26T09:00:00Z\""));
    }

    [Test]
    public async Task Lines_that_are_none_are_shown_without_control_characters_and_do_not_stop_the_others()
    {
        Copernica.Logs[FileOf(26)] = """[{"time":"2026-11-26 10:00:00","description":"\u001b[2Jx\ny"},{"id":"m2"},{"id":"m3","email":"\ud800"},{"id":"m4","id":"m4"}]""";

        Assert.That(await ReconcileAsync(26, 26, "--apply"), Is.EqualTo(ExitCode.Missing), Errors);

        Assert.That(Output, Does.Contain("invalid     line 1: id is required  2026-11-26 10:00:00   [2Jx y"));
        Assert.That(Output, Does.Contain("recorded    (is not valid Unicode)"));
        Assert.That(Recorded, Is.EqualTo(new[] { "m2", "m3", "m4" }));
    }

    [TestCase(401, "RECONCILE_KEY has no key of its function ReconcileFailures", ExitCode.Refused)]
    [TestCase(404, "--url is the app's address with its prefix", ExitCode.Refused)]
    [TestCase(200, "something that is not this app's", ExitCode.Refused)]
    [TestCase(400, "--account is required.", ExitCode.WrongCommand)]
    public async Task What_the_app_refuses_is_said_in_one_line(int status, string message, ExitCode code)
    {
        Write(26, "m1");
        _app.Fault = async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(status == 400 ? """{"title":"x","errors":[{"field":"account","message":"is required"}]}""" : "<html>");
            return true;
        };

        Assert.That(await ReconcileAsync(26, 26), Is.EqualTo(code));
        Assert.That(Errors.TrimEnd(), Does.Contain(message).And.Not.Contain("\n"));
    }

    private static string FileOf(int day) => string.Create(CultureInfo.InvariantCulture, $"cdm-error.2026-11-{day:00}.log");

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"n{number}");

    private static string IdOf(string line) => line.Split("\"id\":\"")[1].Split('"')[0];

    private void Write(int day, params string[] ids) => Copernica.Logs[FileOf(day)] = $"[{string.Join(',', ids.Select(id => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{id}}","time":"2026-11-{{day:00}} 10:00:00","type":"error","status":"failed","description":"User unknown","code":"550","email":"{{id}}@example.nl"}""")))}]";

    // The clock goes on while the command waits.
    private async Task<ExitCode> ReconcileAsync(int from, int to, params string[] more)
    {
        var run = RunBareAsync(
            ["reconcile", "--from", string.Create(CultureInfo.InvariantCulture, $"2026-11-{from:00}"), "--to", string.Create(CultureInfo.InvariantCulture, $"2026-11-{to:00}"),
                "--url", _app.Url, "--api", Copernica.ApiOf(4), "--authenticate", Copernica.Authentication, "--place", Place, .. more]);
        while (await Task.WhenAny(run, Task.Delay(20)) != run)
            Copernica.Time.Advance(TimeSpan.FromSeconds(1));
        return await run;
    }
}
