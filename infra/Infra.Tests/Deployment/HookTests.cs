using System.Text.RegularExpressions;

namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>The hooks refuse what cannot work before azd makes anything, and say where to go on afterwards.</summary>
[Platform(Exclude = "Win", Reason = "The hooks for Windows are the .ps1 files.")]
internal sealed partial class HookTests
{
    private static readonly (string, string) Accounts = ("COPERNICA_ACCOUNTS", "account_1234");

    [Test]
    public async Task What_a_first_deployment_sets_is_enough()
    {
        var run = await HookRun.RunAsync("preprovision.sh", Accounts);

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Private_networking_with_a_Premium_bus_is_taken()
    {
        var run = await HookRun.RunAsync(
            "preprovision.sh", Accounts, ("PRIVATE_NETWORKING", "true"), ("SERVICE_BUS_SKU", "Premium"), ("SERVICE_BUS_MESSAGING_UNITS", "4"));

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")));
    }

    [TestCase("COPERNICA_ACCOUNTS", "", "missing; azd env set COPERNICA_ACCOUNTS account_1234")]
    [TestCase("COPERNICA_ACCOUNTS", "1234", "\"1234\" is no list of accounts; write account_1234")]
    [TestCase("COPERNICA_ACCOUNTS", "account_1, account_2", "separated by commas, without blanks")]
    [TestCase("COPERNICA_SIGNATURE", "maybe", "\"maybe\" is unknown; write Required, Optional or Off")]
    [TestCase("SERVICE_BUS_SKU", "Basic", "\"Basic\" is unknown; write Standard or Premium")]
    [TestCase("SERVICE_BUS_MESSAGING_UNITS", "2", "a Standard Service Bus namespace has none")]
    [TestCase("PRIVATE_NETWORKING", "true", "azd env set SERVICE_BUS_SKU Premium, or azd env set PRIVATE_NETWORKING false")]
    [TestCase("PRIVATE_NETWORKING", "yes", "\"yes\" is neither; write true or false")]
    public async Task What_is_missing_or_contradictory_is_refused_by_name_with_the_mend(string variable, string value, string hint)
    {
        var run = await HookRun.RunAsync("preprovision.sh", Accounts, (variable, value));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors, Does.StartWith($"{variable}: ").And.Contain(hint).And.EndWith("Nothing was made.\n"));
    }

    [Test]
    public async Task After_publishing_the_URL_is_printed_and_how_to_get_its_key()
    {
        var run = await HookRun.RunAsync(
            "postdeploy.sh", ("WEBHOOK_URL", "https://func.azurewebsites.net/api/failures"), ("AZURE_RESOURCE_GROUP", "rg-first"), ("FUNCTION_APP_NAME", "func"));

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("The webhook: https://func.azurewebsites.net/api/failures")
            .And.Contain("az functionapp function keys set --resource-group rg-first --name func --function-name ReceiveFailure"));
    }

    [Test]
    public async Task Without_a_URL_it_says_what_is_to_be_done_first()
    {
        var run = await HookRun.RunAsync("postdeploy.sh");

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((1, "WEBHOOK_URL: missing; run azd provision first, which gives it.\n")));
    }

    [TestCase("preprovision")]
    [TestCase("postdeploy")]
    public void The_hook_for_Windows_says_the_same(string hook) =>
        Assert.That(Texts(hook + ".ps1"), Is.Not.Empty.And.EquivalentTo(Texts(hook + ".sh")));

    // The sentences of a hook, without what either shell writes differently: quotes and the names of variables.
    private static IEnumerable<string> Texts(string file) =>
        from line in File.ReadLines(Repository.PathOf("infra", "hooks", file))
        where !line.StartsWith('#')
        let text = Sentence().Match(line).Value
        where text.Length > 0
        select Variable().Replace(Quote().Replace(text, ""), "…");

    [GeneratedRegex(@"[A-Z_]{9,}: .*|Nothing was made|The webhook: .*|az functionapp .*|How to go on: .*")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\$(?:env:)?[A-Za-z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\\""|`""|[""')].*$|'$")]
    private static partial Regex Quote();
}
