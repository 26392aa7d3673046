using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace FailureFunctions.Infra.Webhook.Tests;

[TestFixture(3), TestFixture(4)]
public sealed class ApiFailureTests(int version) : CommandFixture(version)
{
    [TestCase(400, ExitCode.Refused, "It does not say why")]
    [TestCase(401, ExitCode.Refused, "access token")]
    [TestCase(403, ExitCode.Refused, "The access token may not do this")]
    [TestCase(404, ExitCode.Refused, "There is no such webhook")]
    [TestCase(301, ExitCode.Refused, "Redirects are not followed")]
    [TestCase(429, ExitCode.TryLater, "Too many calls: try again after 7 s.")]
    [TestCase(500, ExitCode.TryLater, "The fault is on the other side: try again after 7 s.")]
    [TestCase(503, ExitCode.TryLater, "The fault is on the other side: try again after 7 s.")]
    public async Task Each_refusal_says_what_to_mend(int status, ExitCode code, string message)
    {
        AnswerTo("GET", status, "", "7");

        Assert.That(await RunAsync("show", "1"), Is.EqualTo(code));
        Assert.That(Errors, Does.Contain($"answered {status}").And.Contain(message));
    }

    [Test]
    public async Task What_Copernica_says_is_shown_on_one_line_without_the_token()
    {
        AnswerTo("GET", 400, $$$"""{"error":{"message":"No\r\nsuch token: {{{CopernicaStandIn.Token}}} ({{{Uri.EscapeDataString(CopernicaStandIn.Token)}}}) {{{new string('x', 500)}}}"}}""");

        Assert.That(await RunAsync("show", "1"), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("Copernica says: “No  such token: [access token] ([access token]) xxx").And.Contain("x…”."));
        Assert.That(Errors.TrimEnd(), Does.Not.Contain("\n"));
    }

    [TestCase("")]
    [TestCase("<html>")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"ID":"x","handler":"https://a.example","trigger":"open"}""")]
    [TestCase("""{"ID":"1","handler":7}""")]
    [TestCase("""{"ID":"1","ID":"2","handler":"https://a.example","trigger":"open"}""")]
    public async Task An_answer_that_is_no_webhook_is_said_so(string body)
    {
        AnswerTo("GET", 200, body);

        Assert.That(await RunAsync("show", "1"), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("something that is no webhook"));
    }

    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("""{"data":[{"ID":1}]}""")]
    public async Task A_list_that_is_none_counts_as_no_list(string body)
    {
        Copernica.Fault = context => context.Request.Path == $"/v{Version}/webhooks" ? WriteAsync(context, 200, body) : Task.FromResult(false);

        Assert.That(await RunAsync("list"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Errors, Does.Contain("with something that is none").And.Contain("only those that"));
    }

    [Test]
    public async Task An_answer_without_an_end_is_not_read_to_its_end()
    {
        AnswerTo("GET", 200, new string(' ', 1_100_000));

        Assert.That(await RunAsync("show", "1"), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("answered more than this command reads"));
    }

    [Test]
    public async Task A_token_that_is_refused_is_not_taken_for_an_empty_list()
    {
        // As a version of the API might say it, whose word for everything is 400.
        Copernica.Fault = context => context.Request.Path == "/authenticate/" ? Task.FromResult(false) : WriteAsync(context, 400, """{"error":{"message":"Invalid access token"}}""");

        Assert.That(await RunAsync("list"), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("“Invalid access token”"));
        Assert.That(Output, Is.Empty);
    }

    [Test]
    public async Task Silence_ends_in_time_and_a_registration_that_may_have_happened_is_said_so()
    {
        Patience = TimeSpan.FromMilliseconds(500);
        Copernica.Fault = async context =>
        {
            if (context.Request.Method != "POST" || context.Request.Path == "/authenticate/")
                return false;
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.TryLater));
        Assert.That(Errors, Does.Contain("within 0.5 s").And.Contain("may have been registered all the same").And.Contain("Marketing Suite"));
    }

    [Test]
    public async Task A_registration_without_an_id_is_said_so()
    {
        AnswerTo("POST", 201, "");

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("named no id").And.Contain("may have been registered all the same"));
    }

    [TestCase("17")]
    [TestCase("\"17\"")]
    [TestCase("""{"id":17}""")]
    public async Task The_id_may_stand_in_the_body(string body)
    {
        AnswerTo("POST", 200, body);

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Output, Does.StartWith("17  registered"));
    }

    [Test]
    public async Task Nobody_at_the_address_is_said_so()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        Assert.That(await RunBareAsync(
            ["list", "--state", State, .. Version == 3 ? (string[])["--api-version", "3", "--api"] : ["--authenticate"], $"http://127.0.0.1:{port}"]), Is.EqualTo(ExitCode.TryLater));
        Assert.That(Errors, Does.StartWith($"No answer from 127.0.0.1:{port}: "));
    }

    [Test]
    public async Task A_broken_answer_is_said_so()
    {
        Copernica.Fault = context =>
        {
            context.Abort();
            return Task.FromResult(true);
        };

        Assert.That(await RunAsync("show", "1"), Is.EqualTo(ExitCode.TryLater));
        Assert.That(Errors, Does.StartWith("No answer from 127.0.0.1:"));
    }

    private void AnswerTo(string method, int status, string body, string? retryAfter = null) => Copernica.Fault = context =>
    {
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return context.Request.Method == method && context.Request.Path != "/authenticate/" ? WriteAsync(context, status, body) : Task.FromResult(false);
    };

    private static async Task<bool> WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
        return true;
    }
}
