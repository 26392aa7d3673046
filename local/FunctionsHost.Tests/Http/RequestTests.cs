using System.Net;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.Http;

internal sealed class RequestTests
{
    private static RunningHost Host => SharedHost.Host;

    [TestCase("/api/echo?code=abc%3D%3d")]
    [TestCase("/api/echo?code=abc==")]
    [TestCase("/api/echo?a=%2F%2f%7E~&b=a+b%20c&c=%C3%A9&d=|{}")]
    [TestCase("/api/echo?empty=&none&twice=1&twice=2")]
    [TestCase("/api/echo?")]
    [TestCase("/API/Echo?X=1")]
    [TestCase("/api/echo/")]
    [TestCase("/api/echo/a%2Fb%20c")]
    public async Task The_url_is_what_was_sent(string target)
    {
        Assert.That(await UrlOfAsync($"GET {target} HTTP/1.1\r\nHost: example.nl"), Is.EqualTo($"http://example.nl{target}"));
    }

    [TestCase("/api/%65cho/x", "/api/echo/x")]
    [TestCase("/api/./echo/y/../z", "/api/echo/z")]
    [TestCase("/api/echo/%7Euser", "/api/echo/~user")]
    public async Task The_path_is_normalized_before_the_app_sees_it(string target, string path)
    {
        Assert.That(await UrlOfAsync($"GET {target} HTTP/1.1\r\nHost: example.nl"), Is.EqualTo($"http://example.nl{path}"));
    }

    [TestCase("GET /api/echo HTTP/1.1\r\nHost: EXAMPLE.nl", "http://EXAMPLE.nl/api/echo")]
    [TestCase("GET /api/echo HTTP/1.1\r\nHost: example.nl:8080", "http://example.nl:8080/api/echo")]
    [TestCase("GET http://example.nl/api/echo?a=%2f HTTP/1.1\r\nHost: example.nl", "http://example.nl/api/echo?a=%2f")]
    [TestCase("GET /api/echo HTTP/1.0\r\nHost: example.nl", "http://example.nl/api/echo")]
    public async Task The_url_starts_with_the_host_that_was_asked_for(string head, string url)
    {
        Assert.That(await UrlOfAsync(head), Is.EqualTo(url));
    }

    [Test]
    public async Task A_request_without_a_host_name_has_the_url_of_this_host()
    {
        Assert.That(await UrlOfAsync("GET /api/echo HTTP/1.0"), Is.EqualTo($"http://localhost:{Host.Server.Address.Port}/api/echo"));
    }

    [Test]
    public async Task Repeated_headers_are_joined_by_commas_and_empty_ones_are_kept()
    {
        var response = await SendAsync("GET /api/echo HTTP/1.1\r\nHost: a\r\nX-Some: one\r\nx-some: two, three\r\nX-Empty:");

        Assert.That(response.Split('\n'), Is.SupersetOf(new[] { "header x-some=one,two, three", "header x-empty=" }));
    }

    [TestCase("GET /api/echo HTTP/1.1\r\nHost: a\r\nX-Folded: one\r\n two", Description = "obs-fold, RFC 9112 section 5.2")]
    [TestCase("GET /api/echo?\u00e9 HTTP/1.1\r\nHost: a")]
    public async Task The_server_refuses_what_the_app_must_not_see(string head)
    {
        Assert.That(await SendAsync(head), Does.StartWith("HTTP/1.1 400 "));
    }

    [Test]
    public async Task Cookies_arrive()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/echo");
        request.Headers.Add("Cookie", "a=1; b=x");
        using var response = await Host.Client.SendAsync(request);

        Assert.That((await response.Content.ReadAsStringAsync()).Split('\n'), Is.SupersetOf(new[] { "cookie a=1", "cookie b=x" }));
    }

    [TestCase("POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nh\u00e9\0\r\n", "68E9000D0A")]
    [TestCase("POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "")]
    [TestCase("POST /api/echo HTTP/1.1\r\nHost: a\r\n\r\n", "")]
    [TestCase("POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "", Description = "The real host hands over no body without a length.")]
    [TestCase("POST /api/echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi", "6869")]
    public async Task A_body_arrives_byte_for_byte_if_it_has_a_length(string request, string body)
    {
        var response = await RawHttp.SendAsync(Host.Server.Address, request.Replace("Host: a\r\n", "Host: a\r\nConnection: close\r\n", StringComparison.Ordinal));

        Assert.That(response.Split('\n'), Does.Contain($"body={body}"));
    }

    [Test]
    public async Task A_body_of_6_MiB_goes_both_ways()
    {
        var body = new byte[6 << 20];
        new Random(1).NextBytes(body);

        using var response = await Host.Client.PostAsync("api/body", new ByteArrayContent(body));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((await response.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(body));
    }

    [Test]
    public async Task A_body_over_100_MiB_is_refused_before_it_is_read()
    {
        Assert.That(await SendAsync("POST /api/body HTTP/1.1\r\nHost: a\r\nContent-Length: 104857601"), Does.StartWith("HTTP/1.1 413 "));
    }

    [Test]
    public async Task Parameters_are_bound_from_route_and_query()
    {
        Assert.That(await Host.Client.GetStringAsync("api/items/7/J%C3%B6rg?from=a%26b&id=9"), Is.EqualTo("id=7 name=Jörg from=a&b"));
        Assert.That(await Host.Client.GetStringAsync("api/items/7"), Is.EqualTo("id=7 name= from="));
    }

    [Test]
    public async Task The_callers_trace_goes_on_and_a_new_one_starts_without()
    {
        const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var continued = await SendAsync($"GET /api/echo HTTP/1.1\r\nHost: a\r\ntraceparent: {Parent}\r\ntracestate: a=b");
        var invalid = await SendAsync("GET /api/echo HTTP/1.1\r\nHost: a\r\ntraceparent: 00-xyz");

        Assert.That(continued.Split('\n'), Does.Contain($"trace={Parent} a=b"));
        Assert.That(invalid, Does.Match("\ntrace=00-[0-9a-f]{32}-[0-9a-f]{16}-01 \n"));
    }

    [Test]
    public async Task Two_hundred_calls_at_once_each_get_their_own_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Host.Client.GetStringAsync($"api/items/{i}")));

        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 200).Select(i => $"id={i} name= from=")));
    }

    private static Task<string> SendAsync(string head) =>
        RawHttp.SendAsync(Host.Server.Address, $"{head}\r\nConnection: close\r\n\r\n");

    private static async Task<string> UrlOfAsync(string head) =>
        (await SendAsync(head)).Split('\n').Single(line => line.StartsWith("url=", StringComparison.Ordinal))[4..];
}
