using System.Net;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsWorker.Tests.Http;

internal sealed class RoutingTests
{
    private TestHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await TestHost.StartAsync(typeof(Routes));

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("api/DefaultRoute", "default")]
    [TestCase("api/defaultroute", "default")]
    [TestCase("API/items", "items ")]
    [TestCase("api/items/42", "items 42")]
    [TestCase("api/items/new", "new item")]
    [TestCase("api/smtpeter-abc.txt", "file smtpeter-abc")]
    [TestCase("api/by/9f0d6a3e-70a5-4d0c-9ff5-6f4b7d6a2b11", "guid 9f0d6a3e-70a5-4d0c-9ff5-6f4b7d6a2b11")]
    public async Task A_route_reaches_its_function(string path, string answer)
    {
        Assert.That(await _host.Client.GetStringAsync(path), Is.EqualTo(answer));
    }

    [TestCase("GET", "api/unknown")]
    [TestCase("GET", "DefaultRoute")]
    [TestCase("GET", "api/items/4a")]
    [TestCase("GET", "api/by/4")]
    [TestCase("DELETE", "api/items")]
    [TestCase("HEAD", "api/items")]
    public async Task What_no_route_matches_is_answered_404_methods_included(string method, string path)
    {
        using var response = await _host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
    }

    [Test]
    public async Task A_function_without_methods_answers_them_all()
    {
        using var response = await _host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "api/any"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Two_functions_share_a_route_by_method()
    {
        using var posted = await _host.Client.PostAsync("api/items", null);

        Assert.That(await posted.Content.ReadAsStringAsync(), Is.EqualTo("posted"));
    }

    [Test]
    public async Task The_home_page_says_that_the_host_is_up()
    {
        using var response = await _host.Client.GetAsync("/");

        Assert.That(response.IsSuccessStatusCode);
    }

    [TestCase("""{"extensions":{"http":{"routePrefix":""}}}""", "items/3")]
    [TestCase("""{"extensions":{"http":{"routePrefix":"a/b"}}}""", "a/b/items/3")]
    public async Task The_route_prefix_comes_from_host_json(string hostJson, string path)
    {
        await using var host = await TestHost.StartAsync(typeof(Routes), hostJson: hostJson);

        Assert.That(await host.Client.GetStringAsync(path), Is.EqualTo("items 3"));
    }

    [Test]
    public async Task A_template_that_is_none_stops_the_start_and_names_the_function()
    {
        await using var host = await TestHost.StartAsync(typeof(BadRoute));

        Assert.That(host.Failure, Does.StartWith("Function 'Broken': 'api/{id' is no route template"));
    }

    internal sealed class Routes
    {
        [Function("DefaultRoute")]
        public HttpResponseData Default([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => Text(request, "default");

        [Function("Items")]
        public HttpResponseData Items([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int?}")] HttpRequestData request, int? id) => Text(request, $"items {id}");

        [Function("PostItem")]
        public HttpResponseData Post([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "items")] HttpRequestData request) => Text(request, "posted");

        [Function("NewItem")]
        public HttpResponseData New([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/new")] HttpRequestData request) => Text(request, "new item");

        [Function("File")]
        public HttpResponseData File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{name}.txt")] HttpRequestData request, string name) => Text(request, $"file {name}");

        [Function("ByGuid")]
        public HttpResponseData ByGuid([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "by/{key:guid}")] HttpRequestData request, Guid key) => Text(request, $"guid {key}");

        [Function("Any")]
        public HttpResponseData Any([HttpTrigger(AuthorizationLevel.Anonymous, Route = "any")] HttpRequestData request) => Text(request, "any");

        private static HttpResponseData Text(HttpRequestData request, string text)
        {
            var response = request.CreateResponse(HttpStatusCode.OK);
            response.WriteString(text);
            return response;
        }
    }

    internal sealed class BadRoute
    {
        [Function("Broken")]
        public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{id")] HttpRequestData request) => request.CreateResponse();
    }
}
