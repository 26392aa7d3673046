namespace FailureFunctions.Infra.Webhook.Tests;

[TestFixture]
public sealed class CommandLineTests() : CommandFixture(4)
{
    [TestCase("\"\" is not known; there are register", "--state", "x")]
    [TestCase("\"delete\" is not known", "delete", "1")]
    [TestCase("show lacks the webhook's id", "show")]
    [TestCase("\"first\" is no id of a webhook", "remove", "first")]
    [TestCase("\"../identity\" is no id of a webhook", "show", "../identity")]
    [TestCase("\"2\" is one word too many", "show", "1", "2")]
    [TestCase("\"1\" is one word too many", "list", "1")]
    [TestCase("--handler is missing", "register")]
    [TestCase("--handler is missing", "update", "1")]
    [TestCase("--handler lacks its value", "register", "--handler")]
    [TestCase("--handler does not go with list", "list", "--handler", Handler)]
    [TestCase("--trigger does not go with update", "update", "1", "--handler", Handler, "--trigger", "failure")]
    [TestCase("--state is given twice", "list", "--state", "a", "--state", "b")]
    [TestCase("--verbose is not known", "list", "--verbose")]
    [TestCase("--trigger: \"fail\" is no event", "register", "--handler", Handler, "--trigger", "fail")]
    [TestCase("Copernica's API makes no webhook for abuse", "register", "--handler", Handler, "--trigger", "abuse")]
    [TestCase("\"regster\" is not known; there are register, list, show, update, remove, log, reconcile.", "regster")]
    [TestCase("answers every open with 422", "register", "--handler", Handler, "--trigger", "open")]
    [TestCase("--database: \"x\" is no id", "register", "--handler", Handler, "--database", "x")]
    [TestCase("--collection: \"0\" is no id", "register", "--handler", Handler, "--collection", "0")]
    [TestCase("--api: \"nowhere\" is no address", "list", "--api", "nowhere")]
    [TestCase("--api: the access token is sent over https only", "list", "--api", "http://api.copernica.com/v4")]
    [TestCase("--authenticate: the access token is sent over https only", "list", "--authenticate", "http://authenticate.copernica.com")]
    [TestCase("--authenticate does not go with --api-version 3", "list", "--authenticate", "https://authenticate.copernica.com", "--api-version", "3")]
    [TestCase("--api-version: \"5\" is not known; there are 3 and 4", "list", "--api-version", "5")]
    [TestCase("\"\" is no log file; write NAME.YYYY-MM-DD.log", "log")]
    [TestCase("\"../identity\" is no log file", "log", "../identity")]
    [TestCase("\"2\" is one word too many", "log", "cdm-error.2026-11-26.log", "2")]
    [TestCase("--state: give a file", "list", "--state", " ")]
    public async Task What_is_wrong_with_the_command_is_said(string message, params string[] args)
    {
        Assert.That(await RunBareAsync(args), Is.EqualTo(ExitCode.WrongCommand));
        Assert.That(Errors, Does.Contain(message));
    }

    [TestCase("--token")]
    [TestCase("--access-token")]
    [TestCase("--access_token=" + CopernicaStandIn.Token)]
    public async Task The_token_is_not_taken_from_the_command_line(string option)
    {
        Assert.That(await RunAsync("list", option, CopernicaStandIn.Token), Is.EqualTo(ExitCode.WrongCommand));
        Assert.That(Errors, Does.Contain("set COPERNICA_ACCESS_TOKEN, or use --token-stdin"));
        Assert.That(Copernica.Calls, Is.Empty);
    }

    [TestCase(null, "The environment variable COPERNICA_ACCESS_TOKEN holds no access token")]
    [TestCase(" ", "The environment variable COPERNICA_ACCESS_TOKEN holds no access token")]
    [TestCase("two words", "something with blanks")]
    [TestCase("tökèn", "something with blanks or other characters")]
    public async Task A_token_that_is_none_is_said_so(string? token, string message)
    {
        Environment.Clear();
        if (token is not null)
            Environment.Add("COPERNICA_ACCESS_TOKEN", token);

        Assert.That(await RunAsync("list"), Is.EqualTo(ExitCode.WrongCommand));
        Assert.That(Errors, Does.Contain(message));
        Assert.That(Copernica.Calls, Is.Empty);
    }

    [Test]
    public async Task An_empty_standard_input_is_said_so()
    {
        Assert.That(await RunAsync("list", "--token-stdin"), Is.EqualTo(ExitCode.WrongCommand));
        Assert.That(Errors, Does.StartWith("Standard input holds no access token"));
    }

    [TestCase("not JSON")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[null]")]
    [TestCase("""[{"id":"x","handler":"https://a.example","trigger":"failure"}]""")]
    [TestCase("""[{"id":"1","handler":null,"trigger":"failure"}]""")]
    public async Task A_state_file_that_is_none_is_said_so_and_left_alone(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(State)!);
        await File.WriteAllTextAsync(State, content);

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.WrongCommand));
        Assert.That(Errors, Does.StartWith($"--state: {State} holds no list of webhooks"));
        Assert.That(await File.ReadAllTextAsync(State), Is.EqualTo(content));
        Assert.That(Copernica.Calls, Is.Empty);
    }

    [Test]
    public async Task A_state_file_that_cannot_be_written_is_said_and_the_id_shown()
    {
        await File.WriteAllTextAsync(Path.GetDirectoryName(State)!, "a file where the folder should be");

        Assert.That(await RunAsync("register", "--handler", Handler), Is.EqualTo(ExitCode.Refused));
        Assert.That(Output, Does.StartWith("1894  registered"));
        Assert.That(Errors, Does.Contain("It is done at Copernica, but not noted here: --state: "));
    }

    [Test]
    public async Task The_usage_is_shown()
    {
        Assert.That(await RunBareAsync("--help"), Is.EqualTo(ExitCode.Done));
        Assert.That(Output, Does.Contain("register --handler URL").And.Contain("https://api.copernica.com/v4/").And.Contain("https://authenticate.copernica.com/"));
    }
}
