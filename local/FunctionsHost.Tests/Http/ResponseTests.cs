using System.Net;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.Http;

internal sealed class ResponseTests
{
    private static RunningHost Host => SharedHost.Host;

    [Test]
    public async Task Status_headers_cookies_and_body_are_the_functions()
    {
        using var response = await Host.Client.GetAsync("api/answer/422");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(response.Content.Headers.GetValues("Content-Type"), Is.EqualTo(new[] { "application/problem+json" }));
        Assert.That(response.Headers.GetValues("X-Several"), Is.EqualTo(new[] { "one,two" }));
        Assert.That(response.Headers.GetValues("Set-Cookie"), Is.EqualTo(new[] { "a=b%20c; max-age=60; path=/; samesite=strict; httponly", "plain=1" }));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("{}"));
    }

    [TestCase("api/answer/204")]
    [TestCase("api/nothing")]
    public async Task An_answer_without_content_has_no_body(string path)
    {
        using var response = await Host.Client.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
    }

    [Test]
    public async Task A_function_that_throws_is_answered_500_without_a_body_and_logged()
    {
        using var response = await Host.Client.GetAsync("api/throw");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
        await Host.LoggedAsync("Executed 'Functions.Throw' (Failed");
        await Host.LoggedAsync("System.NotSupportedException: thrown for GET");
    }

    [Test]
    public async Task A_status_that_HTTP_does_not_have_is_answered_500()
    {
        using var response = await Host.Client.GetAsync("api/answer/42");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
    }

    [Test]
    public async Task A_caller_that_goes_away_cancels_its_invocation()
    {
        await using var host = await RunningHost.StartAsync();
        using var caller = new CancellationTokenSource();
        var answer = await host.StartWaitingAsync(caller.Token);

        await caller.CancelAsync();

        Assert.That(async () => await answer, Throws.InstanceOf<OperationCanceledException>());
        await Eventually.TrueAsync(() => host.Signals.Has("cancelled-*"), "the function is cancelled");
        await host.LoggedAsync("Executed 'Functions.Wait' (Cancelled");
    }
}
