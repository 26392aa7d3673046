using System.Net;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsWorker.Tests.Hosting;

internal sealed class FunctionsHostTests
{
    [Test]
    public async Task The_start_lists_every_function_and_says_where_the_host_is()
    {
        await using var host = await TestHost.StartAsync([typeof(EchoFunctions), typeof(Daily)]);

        Assert.That(host.Output.ToString().ReplaceLineEndings("\n"), Does.Contain($"""
            Functions:
                    Echo: [POST] http://localhost:{host.Address.Port}/api/echo
                    Daily: timerTrigger

            Functions host ready on http://127.0.0.1:{host.Address.Port}
            """.ReplaceLineEndings("\n")));
    }

    [TestCase("AzureWebJobs.Echo.Disabled", "true")]
    [TestCase("AzureWebJobs.Echo.Disabled", "1")]
    [TestCase("AzureWebJobs_Echo_Disabled", "True")]
    public async Task A_disabled_function_is_not_served(string setting, string value)
    {
        await using var host = await TestHost.StartAsync(typeof(EchoFunctions), builder => builder.Configuration[setting] = value);

        using var response = await host.Client.PostAsync("api/echo", null);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(host.Output.ToString(), Does.Contain("Function Echo is disabled."));
    }

    [TestCase("%WorkerTestSchedule%", "Function 'Scheduled': '%WorkerTestSchedule%' names the setting 'WorkerTestSchedule', which is not set.")]
    [TestCase("every day", "Function 'Scheduled': 'every day' is no NCRONTAB expression")]
    public async Task A_schedule_that_cannot_be_read_stops_the_start(string schedule, string message)
    {
        await using var host = await TestHost.StartAsync(typeof(Scheduled), builder =>
        {
            if (schedule != "%WorkerTestSchedule%")
                builder.Configuration["WorkerTestSchedule"] = schedule;
        });

        Assert.That(host.Failure, Does.StartWith(message));
    }

    internal sealed class Daily
    {
        [Function("Daily")]
        public void Run([TimerTrigger("0 0 3 * * *")] TimerInfo timer) => throw new NotSupportedException();
    }

    internal sealed class Scheduled
    {
        [Function("Scheduled")]
        public void Run([TimerTrigger("%WorkerTestSchedule%")] TimerInfo timer) => throw new NotSupportedException();
    }
}
