using System.Net;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.Http;

internal sealed class RequestLimitTests
{
    [Test]
    public async Task Requests_over_the_limits_of_host_json_are_answered_429()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string>
        {
            ["AzureFunctionsJobHost__extensions__http__maxConcurrentRequests"] = "2",
            ["AzureFunctionsJobHost__extensions__http__maxOutstandingRequests"] = "2",
        });
        var first = await host.StartWaitingAsync();
        var second = await host.StartWaitingAsync();

        using var third = await host.Client.GetAsync("api/items/1");
        Assert.That(third.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await third.Content.ReadAsStringAsync(), Is.Empty);

        host.Signals.Write("go", "");
        Assert.That((await first).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await second).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            async () => (await host.Client.GetAsync("api/items/1")).StatusCode,
            Is.EqualTo(HttpStatusCode.OK).After((int)Eventually.Limit.TotalMilliseconds, 20),
            "there is room again");
    }
}
