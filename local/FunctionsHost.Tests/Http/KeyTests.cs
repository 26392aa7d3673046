using System.Net;
using FailureFunctions.Local.FunctionsHost;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.Http;

internal sealed class KeyTests
{
    private RunningHost _host = null!;

    // The prefix is tried here too, since this host has a worker of its own.
    [OneTimeSetUp]
    public async Task StartAsync() => _host = await RunningHost.StartAsync(
        new Dictionary<string, string> { ["AzureFunctionsJobHost__extensions__http__routePrefix"] = "v1/x" }, new HostKeys("function key", "master key"));

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("GET", "v1/x/items/1", null, 200)]
    [TestCase("GET", "v1/x/Default", null, 401)]
    [TestCase("GET", "v1/x/Default", "wrong", 401)]
    [TestCase("GET", "v1/x/Default", "function key", 200)]
    [TestCase("GET", "v1/x/Default", "master key", 200)]
    [TestCase("GET", "v1/x/Default?code=function%20key", null, 200)]
    [TestCase("GET", "v1/x/Default?code=function+key", null, 200)]
    [TestCase("GET", "v1/x/Default?code=wrong", null, 401)]
    [TestCase("GET", "v1/x/administer", "function key", 401)]
    [TestCase("GET", "v1/x/administer", "master key", 200)]
    [TestCase("POST", "admin/functions/WriteTimer", null, 401)]
    [TestCase("POST", "admin/functions/WriteTimer", "function key", 401)]
    [TestCase("POST", "admin/functions/WriteTimer", "master key", 202)]
    [TestCase("GET", "api/items/1", "master key", 404)]
    public async Task A_key_opens_what_its_level_allows(string method, string path, string? key, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using var response = await _host.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo((HttpStatusCode)status));
    }

    [Test]
    public void Generated_keys_are_long_and_need_no_escaping()
    {
        var keys = HostKeys.Generate();

        Assert.That(keys.Function, Does.Match("^[A-Za-z0-9_-]{54}$").And.Not.EqualTo(keys.Master));
        Assert.That(HostKeys.Generate(), Is.Not.EqualTo(keys));
    }
}
