using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The app behind function and master keys, as on Azure: the key in the URL is part of what is signed.</summary>
internal sealed class FunctionKeyTests
{
    // With characters that may be escaped in a URL, as Azure's keys have.
    private static readonly HostKeys Keys = new("function+key/==", "master+key/==");

    private AppProcess _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await AppProcess.StartAsync(World.Settings, Keys);

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [TestCase("?code=function%2Bkey%2F%3D%3D")]
    [TestCase("?code=function%2bkey/==")]
    [TestCase("?x=%20&code=function%2Bkey%2F==&y")]
    [TestCase("?code=master%2Bkey%2F%3D%3D")]
    public async Task A_signed_notification_with_the_key_in_its_URL_is_recorded(string query)
    {
        var answer = await Wire.PostAsync(_app, Wire.Notification($"key-{Guid.NewGuid():N}"), query: query);

        Assert.That((answer.Status, answer.Outcome), Is.EqualTo((200, "recorded")), answer.Text);
    }

    [TestCase("")]
    [TestCase("?code=")]
    [TestCase("?code=wrong")]
    public async Task Without_the_key_the_host_answers_and_the_app_is_not_asked(string query)
    {
        var answer = await Wire.PostAsync(_app, Wire.Notification("no-key"), query: query);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((401, "")));
    }

    [TestCase("POST", "erasures")]
    [TestCase("GET", "rejected-notifications")]
    [TestCase("POST", "rejected-notifications/2026-01-01/0000000000-0/replay")]
    public async Task What_operators_do_takes_the_master_key(string method, string path)
    {
        Assert.That((await SendAsync(method, path, Keys.Function)).Status, Is.EqualTo(401));
        Assert.That((await SendAsync(method, path, Keys.Master)).Status, Is.Not.EqualTo(401));
    }

    [Test]
    public async Task What_is_missing_may_be_recorded_with_a_function_key_and_not_without()
    {
        Assert.That((await SendAsync("POST", "failures/reconcile", key: null)).Status, Is.EqualTo(401));
        Assert.That((await SendAsync("POST", "failures/reconcile", Keys.Function)).Status, Is.EqualTo(200));
    }

    [TestCase("health/live", 200)]
    [TestCase("smtpeter-abcde.txt", 200)]
    [TestCase("health/ready", 401)]
    public async Task What_the_sender_and_probes_look_at_is_open_and_readiness_is_not(string path, int status) =>
        Assert.That((await SendAsync("GET", path, key: null)).Status, Is.EqualTo(status));

    private async Task<Wire.Answer> SendAsync(string method, string path, string? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://{_app.Host}/api/{path}");
        if (method == "POST")
            request.Content = new StringContent("{}");
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        return await Wire.SendAsync(_app, request);
    }
}
