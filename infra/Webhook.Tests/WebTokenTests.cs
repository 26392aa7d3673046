using Microsoft.AspNetCore.Http;

namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>v4: an access token is changed into a JSON web token, which lasts for a while.</summary>
[TestFixture]
public sealed class WebTokenTests() : CommandFixture(4)
{
    [Test]
    public async Task One_web_token_serves_all_calls_of_a_command()
    {
        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Copernica.Calls.Select(call => call.Path), Is.EqualTo(new[] { "/authenticate/", "/v4/webhooks", "/v4/identity", "/v4/webhooks" }));
        Assert.That(Copernica.Calls[0].ContentType, Is.EqualTo("application/x-www-form-urlencoded"));
        Assert.That(Copernica.Calls.Select(call => call.Query), Has.All.Empty);
    }

    [Test]
    public async Task It_is_replaced_shortly_before_it_expires()
    {
        using var http = new HttpClient();
        var api = Api(http);
        await api.SendAsync(HttpMethod.Get, "identity", null, CancellationToken.None);

        Copernica.Time.Advance(Copernica.Lifetime - CopernicaApi.Margin - TimeSpan.FromSeconds(2));
        await api.SendAsync(HttpMethod.Get, "identity", null, CancellationToken.None);
        Assert.That(Copernica.WebTokens, Has.Count.EqualTo(1));

        Copernica.Time.Advance(TimeSpan.FromSeconds(3));
        var answer = await api.SendAsync(HttpMethod.Get, "identity", null, CancellationToken.None);
        Assert.That((answer.Failure, Copernica.WebTokens.Count), Is.EqualTo(((ApiFailure?)null, 2)));
    }

    [Test]
    public async Task One_that_is_refused_in_the_middle_is_replaced_once()
    {
        using var http = new HttpClient();
        var api = Api(http);
        await api.SendAsync(HttpMethod.Get, "identity", null, CancellationToken.None);
        Copernica.ForgetWebTokens();

        var answer = await api.SendAsync(HttpMethod.Get, "identity", null, CancellationToken.None);

        Assert.That((answer.Failure, Copernica.WebTokens.Count), Is.EqualTo(((ApiFailure?)null, 2)));
    }

    [Test]
    public async Task One_that_is_refused_as_soon_as_it_is_issued_is_said_so()
    {
        Copernica.Lifetime = TimeSpan.FromDays(-1);

        Assert.That(await RunAsync("show", "1"), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("The JSON web token, just issued, is refused"));
        Assert.That(Copernica.WebTokens, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_or_expired_token_is_said_so_in_one_line_and_nothing_else_is_called()
    {
        Environment["COPERNICA_ACCESS_TOKEN"] = "mistyped";

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Refused));

        Assert.That(Errors.TrimEnd(), Does.Contain("“Unknown token”").And.Contain("mistyped, has expired or was withdrawn").And.Not.Contain("\n"));
        Assert.That(Copernica.Calls.Select(call => call.Path), Is.EqualTo(new[] { "/authenticate/" }));
        Assert.That(Copernica.Webhooks, Is.Empty);
    }

    [Test]
    public async Task A_token_for_v4_only_works_and_is_refused_by_v3_with_the_hint()
    {
        Environment["COPERNICA_ACCESS_TOKEN"] = CopernicaStandIn.TokenForV4;

        Assert.That(await RunAsync("list"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(await RunBareAsync("list", "--state", State, "--api-version", "3", "--api", Copernica.ApiOf(3)), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("restricted to v4 (then leave out --api-version 3)"));
    }

    [TestCase("<html><body>Welcome</body></html>")]
    [TestCase("")]
    [TestCase("a.b")]
    [TestCase("a.b.c")]
    [TestCase("""{"token":"a.b.c"}""")]
    [TestCase("eyJ.W10.c")]
    public async Task An_answer_that_is_no_web_token_is_said_so(string body)
    {
        AnswerToAuthentication(200, body);

        Assert.That(await RunAsync("show", "1"), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("something that is no JSON web token").And.Contain("--authenticate"));
    }

    [TestCase(429, ExitCode.TryLater, "Too many calls: try again after 7 s.")]
    [TestCase(503, ExitCode.TryLater, "The fault is on the other side: try again after 7 s.")]
    [TestCase(302, ExitCode.Refused, "Redirects are not followed")]
    public async Task A_refusal_of_the_authentication_says_what_to_do(int status, ExitCode code, string message)
    {
        AnswerToAuthentication(status, "");

        Assert.That(await RunAsync("show", "1"), Is.EqualTo(code));
        Assert.That(Errors, Does.Contain(message));
    }

    [Test]
    public async Task A_web_token_without_an_expiry_is_used_once()
    {
        using var http = new HttpClient();
        var api = Api(http);
        AnswerToAuthentication(200, "e30.e30.c2ln");

        await api.SendAsync(HttpMethod.Get, "identity", null, CancellationToken.None);
        await api.SendAsync(HttpMethod.Get, "identity", null, CancellationToken.None);

        Assert.That(Copernica.Calls.Count(call => call.Path == "/authenticate/"), Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task A_log_file_is_printed_record_by_record()
    {
        Copernica.Logs["cdm-error.2026-11-26.log"] = """
            [ { "id": "m1", "time": "2026-11-26 10:00:00", "email": "jan@example.nl", "new": [1, {}] },
              {"id":"m2"} ]
            """;

        Assert.That(await RunAsync("log", "cdm-error.2026-11-26.log"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Output.ReplaceLineEndings("\n"), Is.EqualTo("""
            {"id":"m1","time":"2026-11-26 10:00:00","email":"jan@example.nl","new":[1,{}]}
            {"id":"m2"}

            """));
    }

    [TestCase("""[{"id":"m1"},{"id":"m""", ExitCode.TryLater, "after 1 records")]
    [TestCase("""[{"id":"m1"},7]""", ExitCode.TryLater, "after 1 records")]
    [TestCase("<html>", ExitCode.Refused, "no list of records")]
    [TestCase("", ExitCode.Refused, "no list of records")]
    public async Task A_log_file_that_is_cut_off_or_none_is_said_so(string text, ExitCode code, string message)
    {
        Copernica.Logs["cdm-error.2026-11-26.log"] = text;

        Assert.That(await RunAsync("log", "cdm-error.2026-11-26.log"), Is.EqualTo(code));
        Assert.That(Errors, Does.Contain(message));
    }

    [Test]
    public async Task A_log_file_larger_than_any_other_answer_is_read()
    {
        Copernica.Logs["cdm-error.2026-11-26.log"] = $"[{string.Join(',', Enumerable.Repeat($$"""{"id":"{{new string('x', 1000)}}"}""", 3000))}]";

        Assert.That(await RunAsync("log", "cdm-error.2026-11-26.log"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3000));
    }

    [Test]
    public async Task A_day_without_a_log_file_is_said_so()
    {
        Assert.That(await RunAsync("log", "cdm-error.2020-01-01.log"), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("“No such file”").And.Contain("no such webhook or log file"));
    }

    private CopernicaApi Api(HttpClient http)
    {
        Assert.That(AccessToken.TryCreate(CopernicaStandIn.Token, "The test", out var token, out _), Is.True);
        return new CopernicaApi(http, new ApiAddress(4, new Uri($"{Copernica.ApiOf(4)}/"), new Uri($"{Copernica.Authentication}/")), token!, Copernica.Time);
    }

    private void AnswerToAuthentication(int status, string body) => Copernica.Fault = async context =>
    {
        if (context.Request.Path != "/authenticate/")
            return false;
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = "7";
        await context.Response.WriteAsync(body);
        return true;
    };
}
