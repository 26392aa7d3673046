using System.Net;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.Http;

internal sealed class RoutingTests
{
    private static RunningHost Host => SharedHost.Host;

    [TestCase("api/Default", "default")]
    [TestCase("API/default/", "default")]
    public async Task A_route_reaches_its_function_in_any_case(string path, string answer)
    {
        Assert.That(await Host.Client.GetStringAsync(path), Is.EqualTo(answer));
    }

    [Test]
    public async Task Two_functions_share_a_route_by_method()
    {
        using var response = await Host.Client.PostAsync("api/items/3", null);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("posted 3"));
    }

    [TestCase("GET", "api/unknown")]
    [TestCase("GET", "Default")]
    [TestCase("GET", "api/items/4a")]
    [TestCase("DELETE", "api/items/4")]
    [TestCase("HEAD", "api/Default")]
    [TestCase("GET", "api/bad/1")]
    [TestCase("GET", "admin/functions/WriteTimer")]
    [TestCase("POST", "admin/functions/Unknown")]
    [TestCase("POST", "admin/functions/BadTimer")]
    public async Task What_no_route_matches_is_answered_404_a_wrong_method_included(string method, string path)
    {
        using var response = await Host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
    }

    [Test]
    public void The_functions_are_listed_with_their_urls()
    {
        Assert.That(Host.Log, Does.Contain($"        Items: [GET] {Host.Server.Address}api/items/{{id:int}}/{{name?}}"));
        Assert.That(Host.Log, Does.Contain("        WriteTimer: timerTrigger"));
    }

    [Test]
    public void Functions_that_this_host_cannot_run_are_named_and_left_out()
    {
        Assert.That(Host.Log, Has.Some.Contain("'Telegraph' is left out: this host has no 'telegraphTrigger'"));
        Assert.That(Host.Log, Has.Some.Contain("'BadTimer' is left out: 'every now and then' is not an NCRONTAB expression"));
        Assert.That(Host.Log, Has.Some.Contain(
            "'BadRoute' is left out: 'api/bad/{id:nonsense}' is not a route template: there is no route constraint 'nonsense' for '{id}'."));
    }
}
