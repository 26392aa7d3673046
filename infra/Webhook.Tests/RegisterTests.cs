using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Webhook.Tests;

[TestFixture(3), TestFixture(4)]
public sealed class RegisterTests(int version) : CommandFixture(version)
{
    [Test]
    public async Task A_webhook_is_registered_and_its_id_is_shown_and_kept()
    {
        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Output, Does.StartWith("1894  registered, for https://failures.example.com/api/failures and failure."));
        var post = Copernica.Calls.Single(call => call is { Method: "POST", Path: not "/authenticate/" });
        Assert.That(post, Is.EqualTo(new ReceivedCall(
            "POST", $"/v{Version}/webhooks", Version == 3 ? $"?access_token={Uri.EscapeDataString(CopernicaStandIn.Token)}" : "", "application/json; charset=utf-8",
            $$"""{"handler":"{{Handler}}","trigger":"failure"}""")));
        Assert.That(KnownIds(), Is.EqualTo(new[] { "1894" }));
    }

    [Test]
    public async Task What_narrows_it_down_is_sent_along()
    {
        Assert.That(await RunAsync("register", "--handler", Handler, "--callers", "ms, publisher", "--database", "12", "--collection", "7"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Copernica.Calls.Single(call => call is { Method: "POST", Path: not "/authenticate/" }).Body, Is.EqualTo(
            $$"""{"handler":"{{Handler}}","trigger":"failure","callers":["ms","publisher"],"database":12,"collection":7}"""));
    }

    [TestCase("bounce")]
    [TestCase("delivery")]
    public async Task Another_event_that_the_app_takes_may_call_it_too(string trigger)
    {
        await RunAsync("register", "--handler", Handler);

        Assert.That(await RunAsync("register", "--handler", Handler, "--trigger", trigger), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Copernica.Webhooks.Select(webhook => (string?)webhook["trigger"]), Is.EqualTo((string[])["failure", trigger]));
    }

    [Test]
    public async Task A_path_that_is_not_the_apps_is_pointed_out()
    {
        Environment.Add("FUNCTION_KEY", Key);

        Assert.That(await RunAsync("register", "--handler", "https://failures.example.com/api/failure"), Is.EqualTo(ExitCode.Done));

        Assert.That(Errors, Does.StartWith("Warning: the path of https://failures.example.com/api/failure does not end in /failures"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_same_webhook_is_not_registered_twice(bool lists)
    {
        Copernica.Lists = lists;
        await RunAsync("register", "--handler", Handler);

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Output, Does.StartWith("1894  is registered already"));
        Assert.That(Copernica.Webhooks, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_that_somebody_else_registered_is_found_where_the_API_lists()
    {
        Copernica.Lists = true;
        Copernica.Add("https://other.example.com/hook", "failure");
        Copernica.Add("https://other.example.com/hook", "open");
        Copernica.Add(Handler, "failure");

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Output, Does.StartWith("1896  is registered already"));
        Assert.That(Copernica.Webhooks, Has.Count.EqualTo(3));
        Assert.That(KnownIds(), Is.EqualTo(new[] { "1896" }));
    }

    [Test]
    public async Task A_new_function_key_makes_no_second_webhook()
    {
        await RunAsync("register", "--handler", Handler);

        Assert.That(await RunAsync("register", "--handler", "https://failures.example.com/api/failures?code=newer"), Is.EqualTo(ExitCode.Refused));

        Assert.That(Errors, Does.Contain("with another key or query").And.Contain("update 1894"));
        Assert.That(Copernica.Webhooks, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_that_was_removed_elsewhere_is_registered_anew()
    {
        await RunAsync("register", "--handler", Handler);
        Copernica.Remove("1894");

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Output, Does.StartWith("1895  registered"));
    }

    [Test]
    public async Task The_function_key_may_come_from_the_environment()
    {
        Environment["FUNCTION_KEY"] = Key;

        Assert.That(await RunAsync("register", "--handler", "https://failures.example.com/api/failures"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That((string?)Copernica.Webhooks.Single()["handler"], Is.EqualTo(Handler));
    }

    [TestCase("…")]
    [TestCase("two words")]
    public async Task A_function_key_that_is_none_is_refused(string key)
    {
        Environment["FUNCTION_KEY"] = key;

        Assert.That(await RunAsync("register", "--handler", "https://failures.example.com/api/failures"), Is.EqualTo(ExitCode.WrongCommand));

        Assert.That(Errors, Does.Contain("FUNCTION_KEY holds something with blanks or other characters that no function key has"));
        Assert.That(Copernica.Calls, Is.Empty);
    }

    [Test]
    public async Task The_token_may_come_from_standard_input()
    {
        Environment.Clear();
        Input = $"{CopernicaStandIn.Token}\n";

        Assert.That(await RunAsync("register", "--handler", Handler, "--token-stdin"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Copernica.Webhooks, Has.Count.EqualTo(1));
    }

    [TestCase("http://failures.example.com/api/failures?code=x", "is not https")]
    [TestCase("ftp://failures.example.com/api/failures?code=x", "is not https")]
    [TestCase("https:///api/failures?code=x", "is no address with a host")]
    [TestCase("failures.example.com/api/failures?code=x", "is no address with a host")]
    [TestCase("/api/failures", "is no address with a host")]
    [TestCase("", "the address is empty; is the variable set?")]
    [TestCase("https://failures.example.com/api/failures", "has no function key")]
    [TestCase("https://failures.example.com/api/failures?code=", "has no function key")]
    [TestCase("https://failures.example.com/api/Failures/?other=1", "has no function key")]
    [TestCase("https://failures.example.com/api/failures?code=a b", "has a blank")]
    [TestCase("https://failures.example.com/api/failures?code=x#y", "what follows # is never sent")]
    [TestCase("https://user:pass@failures.example.com/api/failures?code=x", "a user name and a password")]
    [TestCase("https://localhost/api/failures?code=x", "is this machine")]
    [TestCase("https://[::1]/api/failures?code=x", "is this machine")]
    public async Task A_handler_that_cannot_work_is_refused_and_nothing_is_sent(string handler, string message)
    {
        Assert.That(await RunAsync("register", "--handler", handler), Is.EqualTo(ExitCode.WrongCommand));

        Assert.That(Errors, Does.Contain(message));
        Assert.That(Copernica.Calls, Is.Empty);
    }

    [Test]
    public async Task A_handler_of_somebody_elses_needs_no_function_key()
    {
        Assert.That(await RunAsync("register", "--handler", "https://other.example.com/hook", "--trigger", "open"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That((string?)Copernica.Webhooks.Single()["trigger"], Is.EqualTo("open"));
    }

    private IEnumerable<string?> KnownIds() => JsonNode.Parse(File.ReadAllText(State))!.AsArray().Select(known => (string?)known!["id"]);
}
