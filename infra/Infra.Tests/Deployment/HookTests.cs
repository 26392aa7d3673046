namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>The hooks refuse what cannot work before azd makes anything, try the app afterwards, and say how to go on; in both shells.</summary>
/// <param name="shell">The shell that azd runs them by.</param>
[TestFixture("sh"), TestFixture("pwsh")]
[Platform(Exclude = "Win", Reason = "There is no sh, and the stand-in for az is a shell script.")]
internal sealed class HookTests(string shell)
{
    private static readonly (string, string) Accounts = ("COPERNICA_ACCOUNTS", "account_1234");

    private static readonly (string, string)[] NoPatience = [("PAUSE_SECONDS", "0"), ("LIVE_WITHIN_SECONDS", "0"), ("READY_WITHIN_SECONDS", "0")];

    [OneTimeSetUp]
    public Task RestoreAsync() => shell == "pwsh" ? HookRun.RestorePowerShellAsync() : Task.CompletedTask;

    [Test]
    public async Task What_a_first_deployment_sets_is_enough()
    {
        var run = await RunAsync("preprovision", Accounts);

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Every_variable_may_be_set()
    {
        var run = await RunAsync(
            "preprovision", Accounts, ("AZURE_RESOURCE_GROUP_NAME", "rg-failures"), ("COPERNICA_SIGNATURE", "Required"), ("WEBHOOK_HOST_NAME", "failures.example.com"),
            ("HOST_HEADER", "X-Forwarded-Host"), ("MAX_CLOCK_SKEW", "00:10:00"), ("NAME_SERVERS", "10.0.0.4,[::1]:5353"), ("OWNERSHIP_FILES", "a-1.txt=x y,b.txt=z"),
            ("COPERNICA_DELIVERIES", "ClearStrikes"), ("SWEEP_INTERVAL", "7"), ("RETENTION_FAILURES", "365"), ("RETENTION_REJECTED_NOTIFICATIONS", "1.12:00:00"), ("RETENTION_SUPPRESSIONS", "730"),
            ("SUPPRESSION_PROBATION", "0"), ("SUPPRESSION_REPEAT_WITHIN", "90"), ("SUPPRESSION_DISABLED_FOR", "60"), ("SUPPRESSION_STRIKES", "4"),
            ("SUPPRESSION_STRIKES_SPAN", "21"), ("SUPPRESSION_STRIKES_GAP", "14"), ("SERVICE_BUS_SKU", "Premium"), ("SERVICE_BUS_MESSAGING_UNITS", "4"),
            ("STORAGE_SKU", "Standard_GZRS"), ("SEPARATE_HOST_STORAGE", "true"), ("DELETE_LOCK", "true"), ("INSTANCE_MEMORY_MB", "4096"),
            ("MAXIMUM_INSTANCE_COUNT", "1000"), ("ALWAYS_READY_INSTANCES", "2"), ("PER_INSTANCE_CONCURRENCY", "32"), ("ZONE_REDUNDANT", "true"),
            ("COLD_START_WORKAROUND", "true"), ("SITE_UPDATE_STRATEGY", "RollingUpdate"), ("AVAILABILITY_TEST", "false"), ("LOG_RETENTION_DAYS", "90"),
            ("LOG_DAILY_CAP_GB", "10"), ("TRACES_PER_SECOND", "0.5"), ("ALERT_EMAIL", "operators@example.com"), ("DETAILED_LOGS", "false"), ("PLATFORM_METRICS", "true"),
            ("PRIVATE_NETWORKING", "true"), ("NETWORK_ADDRESS_PREFIX", "10.60.0.0/24"), ("ALLOWED_SERVICE_TAGS", "AzureFrontDoor.Backend"), ("ALLOWED_ADDRESSES", "203.0.113.7/32,2001:db8::/32"));

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "ALLOWED_ADDRESSES: Copernica's addresses are not fixed; a call from a new one is refused, and lost.\n")));
    }

    [Test]
    public async Task Every_variable_with_a_wrong_value_is_refused_in_one_line_each()
    {
        var run = await RunAsync("preprovision", [.. HookVariable.All.Select(variable => (variable.Name, variable.Kind == "number" ? "1001" : "no way!"))]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors.Split('\n').Where(line => line.Contains(" is not valid; ", StringComparison.Ordinal)), Is.EqualTo(HookVariable.All.Select(variable =>
            $"{variable.Name}: \"{(variable.Kind == "number" ? "1001" : "no way!")}\" is not valid; {variable.Hint}.")));
        Assert.That(run.Errors, Does.EndWith("Nothing was made.\n"));
    }

    [TestCase("COPERNICA_ACCOUNTS", "", "missing; write account_1234")]
    [TestCase("COPERNICA_ACCOUNTS", "1234", "\"1234\" is not valid; write account_1234")]
    [TestCase("COPERNICA_ACCOUNTS", "account_1, account_2", "separated by commas, without blanks")]
    [TestCase("SERVICE_BUS_SKU", "standard", "\"standard\" is not valid; write Standard or Premium")]
    [TestCase("LOG_DAILY_CAP_GB", "007", "write a number from 1 to 1000")]
    [TestCase("LOG_DAILY_CAP_GB", "99999999999999999999", "write a number from 1 to 1000")]
    [TestCase("SERVICE_BUS_MESSAGING_UNITS", "2", "a Standard Service Bus namespace has none")]
    [TestCase("PRIVATE_NETWORKING", "true", "azd env set SERVICE_BUS_SKU Premium, or azd env set PRIVATE_NETWORKING false")]
    public async Task What_is_missing_or_contradictory_is_refused_by_name_with_the_hint(string variable, string value, string hint)
    {
        var run = await RunAsync("preprovision", Accounts, (variable, value));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors, Does.StartWith($"{variable}: ").And.Contain(hint).And.EndWith("Nothing was made.\n"));
    }

    [Test]
    public async Task Zones_without_storage_in_zones_are_refused()
    {
        var run = await RunAsync("preprovision", Accounts, ("ZONE_REDUNDANT", "true"), ("STORAGE_SKU", "Standard_LRS"));

        Assert.That((run.ExitCode, run.Errors.Split(';')[0]), Is.EqualTo((1, "ZONE_REDUNDANT: storage in one zone is lost with it")));
    }

    [Test]
    public async Task After_publishing_the_app_is_tried_and_the_URL_printed_and_how_to_get_its_key()
    {
        // Role assignments that take effect after a while.
        using var app = new AppStandIn { Readiness = [503, 503, 200] };

        var run = await RunAsync("postdeploy", app.Tools, [("PAUSE_SECONDS", "0"), .. Deployed(app)]);

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")));
        Assert.That(app.Asked, Is.EqualTo(new[] { "/api/health/live", "/api/health/ready", "/api/health/ready", "/api/health/ready" }));
        Assert.That(run.Output, Does.Contain("live: ok.").And.Contain("ready: ok.").And.Contain($"The webhook: {app.Url}/api/failures")
            .And.Contain("az functionapp function keys list --resource-group rg-first --name func --function-name ReceiveFailure").And.Contain("Check what was missed")
            .And.Not.Contain("readiness-key"));
    }

    [Test]
    public async Task An_app_that_is_not_ready_in_time_is_said_so_with_its_hints()
    {
        using var app = new AppStandIn { Readiness = [503] };

        var run = await RunAsync("postdeploy", app.Tools, [.. NoPatience, .. Deployed(app)]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors, Does.StartWith("ready: the app cannot do its job; the last status was 503.").And.Contain("Access is refused."));
    }

    [Test]
    public async Task An_app_that_does_not_live_is_said_so()
    {
        using var app = new AppStandIn();

        var run = await RunAsync("postdeploy", app.Tools, [.. NoPatience, ("WEBHOOK_URL", $"{app.Url}/elsewhere/failures")]);

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((1, "live: the app does not answer; the last status was 401. docs/operate.md, \"unreachable\".\n")));
    }

    [Test]
    public async Task Without_a_key_from_az_readiness_is_left_to_the_operator()
    {
        using var app = new AppStandIn(key: null);

        var run = await RunAsync("postdeploy", app.Tools, [.. NoPatience, .. Deployed(app)]);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Errors, Does.Contain("ready: not checked").And.Contain("az login"));
    }

    [Test]
    public async Task Without_a_URL_it_says_what_is_to_be_done_first()
    {
        var run = await RunAsync("postdeploy");

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((1, "WEBHOOK_URL: missing; run azd provision first, which gives it.\n")));
    }

    private static (string, string)[] Deployed(AppStandIn app) =>
        [("WEBHOOK_URL", $"{app.Url}/api/failures"), ("AZURE_RESOURCE_GROUP", "rg-first"), ("FUNCTION_APP_NAME", "func"), ("AZURE_SUBSCRIPTION_ID", "sub-1")];

    private Task<HookRun> RunAsync(string hook, params (string, string)[] variables) => HookRun.RunAsync(shell, hook, null, variables);

    private Task<HookRun> RunAsync(string hook, string tools, (string, string)[] variables) => HookRun.RunAsync(shell, hook, tools, variables);
}
