using System.Net;
using FunctionsWorker.Tests.Support;

namespace FunctionsWorker.Tests.Http;

internal sealed class RequestTests
{
    private TestHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await TestHost.StartAsync(typeof(RequestFunctions));

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_body_arrives_byte_for_byte()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        using var response = await _host.Client.PostAsync("api/body", new ByteArrayContent(body));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(Convert.ToHexString(body)));
    }

    [Test]
    public async Task A_chunked_body_without_Content_Length_is_empty()
    {
        var response = await RawHttp.SendAsync(_host.Address,
            "POST /api/body HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");

        Assert.That(response, Does.StartWith("HTTP/1.1 200 OK\r\n").And.Contain("Content-Length: 0\r\n"));
    }

    [Test]
    public async Task A_body_over_100_megabytes_is_refused_before_it_is_read()
    {
        var response = await RawHttp.SendAsync(_host.Address,
            "POST /api/body HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 104857601\r\n\r\n");

        Assert.That(response, Does.StartWith("HTTP/1.1 413 "));
    }

    [TestCase("/api/url/a%2Fb%20c/%7euser?x=%41&y=a+b&z=%e2%82%ac")]
    [TestCase("/api/url/../url/q?code=abc%3D%3d")]
    [TestCase("/api/url/?")]
    public async Task The_url_keeps_path_and_query_as_they_were_sent(string target)
    {
        var response = await RawHttp.SendAsync(_host.Address, $"GET {target} HTTP/1.1\r\nHost: mail.example.nl:8080\r\nConnection: close\r\n\r\n");

        Assert.That(response, Does.EndWith($"\r\n\r\nhttp://mail.example.nl:8080{target}"));
    }

    [Test]
    public async Task A_target_in_absolute_form_is_the_url()
    {
        var response = await RawHttp.SendAsync(_host.Address,
            "GET http://example.nl/api/url/a%2fb HTTP/1.1\r\nHost: example.nl\r\nConnection: close\r\n\r\n");

        Assert.That(response, Does.EndWith("\r\n\r\nhttp://example.nl/api/url/a%2fb"));
    }

    [Test]
    public async Task A_request_of_HTTP_1_0_without_Host_is_served()
    {
        var response = await RawHttp.SendAsync(_host.Address, "GET /api/url/x HTTP/1.0\r\n\r\n");

        Assert.That(response, Does.EndWith($"\r\n\r\nhttp://localhost:{_host.Address.Port}/api/url/x"));
    }

    [Test]
    public async Task Header_names_are_in_lower_case_and_repeats_are_joined_by_commas()
    {
        var response = await RawHttp.SendAsync(_host.Address,
            "GET /api/headers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Some: one\r\nx-some: two, three\r\nSignature: keyId=\"a\",b=\"c\"\r\n\r\n");
        var lines = response.Split("\r\n\r\n")[1].Split('\n');

        Assert.That(lines, Is.SupersetOf(new[] { "x-some=one,two, three", "signature=keyId=\"a\",b=\"c\"" }));
    }

    [Test]
    public async Task Cookies_are_taken_apart()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/cookies");
        request.Headers.Add("Cookie", "a=1; b=x");

        using var response = await _host.Client.SendAsync(request);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("a=1\nb=x"));
    }

    [Test]
    public async Task A_parameter_is_bound_from_the_query_by_its_name()
    {
        Assert.That(await _host.Client.GetStringAsync("api/query?name=J%C3%B6rg&count=3"), Is.EqualTo("Jörg\nJörg\n3"));
    }

    [Test]
    public async Task A_parameter_that_the_query_lacks_takes_its_default()
    {
        Assert.That(await _host.Client.GetStringAsync("api/query"), Is.EqualTo("(none)\n(null)\n7"));
    }

    [Test]
    public async Task A_value_that_does_not_fit_its_parameter_is_answered_500()
    {
        using var response = await _host.Client.GetAsync("api/query?count=many");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(_host.Log.Entries.Any(entry => entry.Exception?.Message.Contains("'count'", StringComparison.Ordinal) == true));
    }

    [Test]
    public async Task Json_is_read_in_any_case_and_written_with_its_content_type()
    {
        using var response = await _host.Client.PostAsync("api/json", new StringContent("""{"name":"x","COUNT":1}"""));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"Name":"x","Count":2}"""));
    }

    [Test]
    public async Task Text_is_read_as_UTF_8()
    {
        using var response = await _host.Client.PostAsync("api/text", new StringContent("tøst"));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("tøst"));
    }
}
