using System.Net;
using FailureFunctions.Local.FunctionsHost;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.Timer;

internal sealed class TimerFunctionTests
{
    private static RunningHost Host => SharedHost.Host;

    [Test]
    public async Task A_run_on_demand_gets_the_status_and_a_trace()
    {
        await Host.Server.RunNowAsync("writetimer");

        var next = new DateTime(DateTime.Now.Year + 1, 1, 1, 0, 0, 0, DateTimeKind.Local).ToUniversalTime();
        Assert.That(Host.Signals.Read("timer"), Does.StartWith($"pastdue=False next={next:u} trace=55\n"));
    }

    [Test]
    public async Task A_post_to_admin_starts_a_run()
    {
        var before = Runs();
        using var response = await Host.Client.PostAsync("admin/functions/WriteTimer", new StringContent("""{"input":""}""", null, "application/json"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        await Eventually.TrueAsync(() => Runs() > before, "the function has run");

        static int Runs() => Host.Signals.Has("timer") ? Host.Signals.Read("timer").Count(character => character == '\n') : 0;
    }

    [Test]
    public async Task A_function_with_RunOnStartup_runs_at_the_start()
    {
        await Eventually.TrueAsync(() => Host.Signals.Has("startup") && Host.Signals.Read("startup") == "status=False\n", "it has run");
    }

    [Test]
    public void A_run_that_fails_throws_with_the_reason()
    {
        Assert.That(async () => await Host.Server.RunNowAsync("FailingTimer"),
            Throws.TypeOf<FunctionsHostException>().With.Message.Contains("failed, past due: False"));
    }

    [Test]
    public void A_function_that_is_not_there_is_named_with_those_that_are()
    {
        Assert.That(async () => await Host.Server.RunNowAsync("Unknown"),
            Throws.TypeOf<FunctionsHostException>().With.Message.EqualTo("The app has no timer function 'Unknown'. It has: FailingTimer, StartTimer, WaitTimer, WriteTimer."));
    }
}
