using System.Net;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace FunctionsWorker.Tests.Http;

internal sealed class ResponseTests
{
    private TestHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await TestHost.StartAsync(typeof(Responses));

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Status_headers_body_and_length_are_sent()
    {
        using var response = await _host.Client.GetAsync("api/full");

        Assert.That((int)response.StatusCode, Is.EqualTo(418));
        Assert.That(response.Headers.GetValues("X-Many"), Is.EqualTo(new[] { "1,2" }));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/problem+json"));
        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(4));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("body"));
        Assert.That(response.Headers.GetValues("Set-Cookie"), Is.EqualTo(new[] { "a=1; path=/; secure; samesite=strict; httponly" }));
    }

    [Test]
    public async Task A_HEAD_request_gets_the_length_without_the_body()
    {
        var response = await RawHttp.SendAsync(_host.Address, "HEAD /api/full HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.That(response, Does.Contain("Content-Length: 4\r\n").And.EndsWith("\r\n\r\n"));
    }

    [TestCase("api/nocontent")]
    [TestCase("api/nothing")]
    [TestCase("api/null")]
    public async Task No_content_is_204_without_a_body(string path)
    {
        using var response = await _host.Client.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
    }

    [Test]
    public async Task A_value_task_is_awaited()
    {
        Assert.That(await _host.Client.GetStringAsync("api/valuetask"), Is.EqualTo("later"));
    }

    [TestCase("api/throws")]
    [TestCase("api/throwslater")]
    public async Task An_exception_is_answered_500_with_an_empty_body_and_logged(string path)
    {
        using var response = await _host.Client.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
        Assert.That(_host.Log.Entries.Any(entry => entry.Level == LogLevel.Error && entry.Exception is InvalidOperationException { Message: "secret" }));
    }

    [Test]
    public async Task A_response_that_cannot_be_sent_is_answered_500()
    {
        using var response = await _host.Client.GetAsync("api/unsendable");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
    }

    internal sealed class Responses
    {
        [Function("full")]
        public async Task<HttpResponseData> Full([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head")] HttpRequestData request)
        {
            var response = request.CreateResponse((HttpStatusCode)418);
            response.Headers.Add("X-Many", ["1", "2"]);
            response.Headers.Add("Content-Type", "application/problem+json");
            response.Cookies.Append(new HttpCookie("a", "1") { HttpOnly = true, Secure = true, Path = "/", SameSite = SameSite.Strict });
            await response.WriteBytesAsync("body"u8.ToArray());
            return response;
        }

        [Function("nocontent")]
        public HttpResponseData NoContent([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            var response = request.CreateResponse(HttpStatusCode.NoContent);
            response.WriteString("not to be sent");
            return response;
        }

        [Function("nothing")]
        public Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => Task.CompletedTask;

        [Function("null")]
        public HttpResponseData? Null([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => null;

        [Function("valuetask")]
        public async ValueTask<HttpResponseData> Later([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            await Task.Yield();
            var response = request.CreateResponse(HttpStatusCode.OK);
            response.WriteString("later");
            return response;
        }

        [Function("throws")]
        public HttpResponseData Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => throw new InvalidOperationException("secret");

        [Function("throwslater")]
        public async Task<HttpResponseData> ThrowLater([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            await Task.Yield();
            throw new InvalidOperationException("secret");
        }

        [Function("unsendable")]
        public HttpResponseData Unsendable([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            var response = request.CreateResponse(HttpStatusCode.OK);
            response.Headers.TryAddWithoutValidation("X-Bad", "line\0break");
            return response;
        }
    }
}
