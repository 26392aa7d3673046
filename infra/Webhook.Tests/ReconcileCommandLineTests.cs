using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Infra.Webhook.Tests;

[TestFixture]
public sealed class ReconcileCommandLineTests() : CommandFixture(4)
{
    [SetUp]
    public void Prepare()
    {
        Copernica.Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
        Environment["RECONCILE_KEY"] = Key;
    }

    [TestCase("--from is missing", "--to", "2026-11-26", "--url", "https://a.example/api")]
    [TestCase("--to is missing", "--from", "2026-11-26", "--url", "https://a.example/api")]
    [TestCase("--url is missing", "--from", "2026-11-26", "--to", "2026-11-26")]
    [TestCase("--from: \"26-11-2026\" is no day", "--from", "26-11-2026", "--to", "2026-11-26")]
    [TestCase("--to: \"2026-11-31\" is no day", "--from", "2026-11-26", "--to", "2026-11-31")]
    [TestCase("--from is after --to", "--from", "2026-11-26", "--to", "2026-11-25")]
    [TestCase("--to is in the future", "--from", "2026-11-26", "--to", "2026-11-29")]
    [TestCase("92 days or more", "--from", "2016-11-26", "--to", "2026-11-26")]
    [TestCase("is no address of an app", "--from", "2026-11-26", "--to", "2026-11-26", "--url", "a.example/api")]
    [TestCase("is no address of an app", "--from", "2026-11-26", "--to", "2026-11-26", "--url", "https://a.example/api?code=x")]
    [TestCase("over https only", "--from", "2026-11-26", "--to", "2026-11-26", "--url", "http://a.example/api")]
    [TestCase("--time-zone: \"Amsterdam\" is not known", "--from", "2026-11-26", "--to", "2026-11-26", "--url", "https://a.example/api", "--time-zone", "Amsterdam")]
    [TestCase("\"now\" is one word too many", "now")]
    [TestCase("--handler is not known; there are --from", "--handler", "x")]
    public async Task What_is_wrong_with_the_command_is_said_in_one_line(string message, params string[] args)
    {
        Assert.That(await RunBareAsync(["reconcile", .. args]), Is.EqualTo(ExitCode.WrongCommand));
        Assert.That(Errors.TrimEnd(), Does.Contain(message).And.Not.Contain("\n"));
        Assert.That(Copernica.Calls, Is.Empty);
    }

    [TestCase("COPERNICA_ACCESS_TOKEN", "https://a.example/api")]
    [TestCase("RECONCILE_KEY", "https://a.example/api")]
    public async Task A_missing_secret_is_said_in_one_line(string variable, string url)
    {
        Environment.Remove(variable);

        Assert.That(await RunBareAsync("reconcile", "--from", "2026-11-26", "--to", "2026-11-26", "--url", url), Is.EqualTo(ExitCode.WrongCommand));
        Assert.That(Errors.TrimEnd(), Does.Contain(variable).And.Not.Contain("\n"));
    }

    [Test]
    public async Task The_usage_is_shown()
    {
        Assert.That(await RunBareAsync("reconcile", "--help"), Is.EqualTo(ExitCode.Done));
        Assert.That(Output, Does.Contain("--apply    has the app record it").And.Contain("RECONCILE_KEY has a key of its function ReconcileFailures"));
    }
}
