namespace FailureFunctions.Infra.Webhook.Tests;

[TestFixture(3), TestFixture(4)]
public sealed class ListShowRemoveTests(int version) : CommandFixture(version)
{
    private const string Shown = "1894  failure  https://failures.example.com/api/failures?code=…  callers: publisher, ms";

    [Test]
    public async Task Without_a_list_of_the_APIs_the_known_webhooks_are_shown_and_that_is_said()
    {
        await RunAsync("register", "--handler", Handler);
        Copernica.Add("https://other.example.com/hook", "open");

        Assert.That(await RunAsync("list"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Lines(Output), Is.EqualTo(new[] { Shown }));
        Assert.That(Errors, Does.Contain("“Invalid method”").And.Contain("Copernica documents no call that lists webhooks").And.Contain(State));
    }

    [Test]
    public async Task Where_the_API_lists_all_pages_are_shown()
    {
        Copernica.Lists = true;
        await RunAsync("register", "--handler", Handler);
        foreach (var number in Enumerable.Range(1, 4))
            Copernica.Add($"https://other.example.com/{number}", "open");

        Assert.That(await RunAsync("list"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Lines(Output).Select(line => line[..4]), Is.EqualTo(new[] { "1894", "1895", "1896", "1897", "1898" }));
        Assert.That(Errors, Is.Empty);
    }

    [TestCase(false, "answered 404")]
    [TestCase(true, "the API does not list it any more")]
    public async Task A_known_webhook_that_is_gone_is_shown_as_gone(bool lists, string why)
    {
        Copernica.Lists = lists;
        await RunAsync("register", "--handler", Handler);
        Copernica.Remove("1894");

        Assert.That(await RunAsync("list"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Output, Does.StartWith("1894  failure  https://failures.example.com/api/failures  was registered from here;").And.Contain(why));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task None_is_said_so(bool lists)
    {
        Copernica.Lists = lists;

        Assert.That(await RunAsync("list"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Lines(Output), Is.EqualTo(new[] { "None." }));
    }

    [Test]
    public async Task One_webhook_is_shown_without_its_key()
    {
        await RunAsync("register", "--handler", Handler);

        Assert.That(await RunAsync("show", "1894"), Is.EqualTo(ExitCode.Done), Errors);
        Assert.That(Lines(Output), Is.EqualTo(new[] { Shown }));
    }

    [Test]
    public async Task Another_address_keeps_event_and_callers()
    {
        var id = Copernica.Add("https://old.example.com/api/failures?code=old", "failure");

        Assert.That(await RunAsync("update", id, "--handler", Handler), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Output, Does.StartWith("1894  calls https://failures.example.com/api/failures?code=… from now on."));
        Assert.That(Copernica.Calls.Single(call => call.Method == "PUT").Body, Is.EqualTo(
            $$"""{"handler":"{{Handler}}","trigger":"failure","callers":["publisher","ms"]}"""));
        Assert.That(await File.ReadAllTextAsync(State), Does.Contain("1894"));
    }

    [Test]
    public async Task The_app_is_not_given_a_webhook_for_another_event()
    {
        var id = Copernica.Add("https://old.example.com/hook", "open");

        Assert.That(await RunAsync("update", id, "--handler", Handler), Is.EqualTo(ExitCode.WrongCommand));

        Assert.That(Errors, Does.Contain("takes failure, bounce, abuse, delivery only"));
        Assert.That(Copernica.Calls.Select(call => call.Method), Does.Not.Contain("PUT"));
    }

    [Test]
    public async Task A_webhook_is_removed_and_forgotten()
    {
        await RunAsync("register", "--handler", Handler);

        Assert.That(await RunAsync("remove", "1894"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Lines(Output), Is.EqualTo(new[] { $"{Shown}  removed." }));
        Assert.That(Copernica.Webhooks, Is.Empty);
        Assert.That(await File.ReadAllTextAsync(State), Does.Not.Contain("1894"));
    }

    [Test]
    public async Task A_known_webhook_that_is_gone_is_forgotten_when_removed()
    {
        await RunAsync("register", "--handler", Handler);
        Copernica.Remove("1894");

        Assert.That(await RunAsync("remove", "1894"), Is.EqualTo(ExitCode.Done), Errors);

        Assert.That(Output, Does.StartWith("1894  is not there any more."));
        Assert.That(await File.ReadAllTextAsync(State), Does.Not.Contain("1894"));
    }

    [TestCase("show", "7")]
    [TestCase("remove", "7")]
    [TestCase("update", "7", "--handler", Handler)]
    public async Task A_webhook_that_is_not_there_is_said_so(params string[] args)
    {
        Assert.That(await RunAsync(args), Is.EqualTo(ExitCode.Refused));
        Assert.That(Errors, Does.Contain("answered 404").And.Contain("“No webhook with this ID”").And.Contain("no such webhook or log file in this token's account"));
    }

    private static string[] Lines(string text) => text.Split(System.Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
