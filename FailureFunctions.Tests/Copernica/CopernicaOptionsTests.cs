using FailureFunctions.Configuration;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Tests.Copernica.Signing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Copernica;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class CopernicaOptionsTests
{
    private const string Pem = "-----BEGIN PUBLIC KEY-----";

    [Test]
    public void The_defaults_are_the_documented_ones()
    {
        var options = Read([]);

        Assert.Multiple(() =>
        {
            Assert.That(options.Signature, Is.EqualTo(SignatureMode.Required));
            Assert.That(options.MaxClockSkew, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(options.KeyDomain, Is.EqualTo("copernica.com"));
            Assert.That(options.HostHeader, Is.Empty);
            Assert.That(options.NameServers, Is.Empty);
            Assert.That(options.TrustedKeys, Is.Empty);
            Assert.That(options.OwnershipFiles, Is.Empty);
        });
    }

    [TestCase("account_1,account_2")]
    [TestCase("account_1, account_2")]
    [TestCase("account_1;account_2")]
    [TestCase(" account_1  account_2 ")]
    [TestCase("account_1\naccount_2")]
    public void Lists_are_separated_in_any_usual_way(string text) =>
        Assert.That(Read([("Accounts", text)]).Accounts, Is.EqualTo((string[])["account_1", "account_2"]));

    [Test]
    public void Lists_may_be_numbered() =>
        Assert.That(Read([("Hosts:0", "a.example"), ("Hosts:1", "b.example")]).Hosts, Is.EqualTo((string[])["a.example", "b.example"]));

    [Test]
    public void Names_with_dots_come_through_environment_variables()
    {
        // A prefix of its own keeps the test apart from others that run in this process.
        const string Prefix = "CopernicaOptionsTests_";
        (string Name, string Value)[] variables =
        [
            ("TrustedKeys__one._domainkey.copernica.com", "x"), ("OwnershipFiles__smtpeter-abcde.txt", "y"), ("MaxClockSkew", "00:02:00"),
        ];
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable($"{Prefix}Copernica__{name}", value);

        var options = new CopernicaOptions();
        new Settings<CopernicaOptions>(new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build(), CopernicaOptions.Section).Configure(options);
        foreach (var (name, _) in variables)
            Environment.SetEnvironmentVariable($"{Prefix}Copernica__{name}", null);

        Assert.That(options.TrustedKeys, Is.EquivalentTo(new Dictionary<string, string> { ["one._domainkey.copernica.com"] = "x" }));
        Assert.That(options.OwnershipFiles, Is.EquivalentTo(new Dictionary<string, string> { ["smtpeter-abcde.txt"] = "y" }));
        Assert.That(options.MaxClockSkew, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void Names_may_stand_in_the_value_of_a_numbered_entry()
    {
        var options = Read([("TrustedKeys:0", $"one._domainkey.copernica.com={Pem}=="), ("OwnershipFiles:0", "smtpeter-abcde.txt=a=b"), ("OwnershipFiles:smtpeter-fghij", "c")]);

        Assert.That(options.TrustedKeys, Is.EquivalentTo(new Dictionary<string, string> { ["one._domainkey.copernica.com"] = $"{Pem}==" }));
        Assert.That(options.OwnershipFiles, Is.EquivalentTo(new Dictionary<string, string> { ["smtpeter-abcde.txt"] = "a=b", ["smtpeter-fghij.txt"] = "c" }));
    }

    [Test]
    public void A_name_in_the_value_of_a_numbered_entry_may_consist_of_digits()
    {
        (string, string)[] settings = [("OwnershipFiles:0", "20261126=a"), ("OwnershipFiles:1", "7=b"), .. Needed];

        Assert.That(Errors(settings), Is.Empty);
        Assert.That(Read(settings).OwnershipFiles, Is.EquivalentTo(new Dictionary<string, string> { ["20261126.txt"] = "a", ["7.txt"] = "b" }));
    }

    [Test]
    public async Task Of_two_entries_with_the_same_name_the_last_one_counts()
    {
        (string Name, string Value)[] settings =
        [
            ("TrustedKeys:0", $"One.example={TestKey.Genuine.PublicPem}"), ("TrustedKeys:1", $"one.example={TestKey.Forgers.PublicPem}"),
            ("OwnershipFiles:0", "a=x"), ("OwnershipFiles:1", "a.txt=y"),
        ];
        var options = Read(settings);
        var keys = new SigningKeys(Options.Create(options), new SigningFixture().Cache);

        Assert.That(KeyId.TryParse("one.example", out var keyId));
        var found = await keys.FindAsync(keyId, CancellationToken.None) as KeyLookup.Found;
        Assert.That(found?.Keys.Single().IsSameAs(FakeKeyResolver.ToKey(TestKey.Forgers)), Is.True);
        Assert.That(options.OwnershipFiles.Single().Value, Is.EqualTo("y"));
    }

    [Test]
    public void A_key_may_have_its_line_breaks_in_any_form()
    {
        var lines = TestKey.Genuine.PublicPem.Split('\n');
        foreach (var separator in new[] { "\n", "\r\n", "\\n", " " })
            Assert.That(Errors([("TrustedKeys:a.b", string.Join(separator, lines)), .. Needed]), Is.Empty, separator);
    }

    [Test]
    public void Accounts_and_hosts_are_needed_where_signatures_are_required() =>
        Assert.That(Errors([]), Is.EqualTo((string[])
        [
            "Copernica__Accounts: missing; write account_1234, the account as Copernica's X-Copernica-ID names it. Several are separated by commas.",
            "Copernica__Hosts: missing; write failures.example.com, the host of the webhook's URL. Several are separated by commas.",
        ]));

    [TestCase("Off")]
    [TestCase("optional")]
    public void Accounts_and_hosts_are_not_needed_elsewhere(string mode) => Assert.That(Errors([("Signature", mode)]), Is.Empty);

    [TestCase("Signature", "Sometimes", "Copernica__Signature: \"Sometimes\" is not valid; write Required, Optional or Off.")]
    [TestCase("Signature", "1", "Copernica__Signature: \"1\" is not valid; write Required, Optional or Off.")]
    [TestCase("MaxClockSkew", "five minutes", "Copernica__MaxClockSkew: \"five minutes\" is not valid; write hh:mm:ss, such as 00:05:00.")]
    [TestCase("MaxClockSkew", "00:00:00", "Copernica__MaxClockSkew: out of bounds; write 00:00:01 to 1.00:00:00, such as 00:05:00.")]
    [TestCase("MaxClockSkew", "5", "Copernica__MaxClockSkew: out of bounds; write 00:00:01 to 1.00:00:00, such as 00:05:00.")]
    [TestCase("MaxClockSkew", "-00:05:00", "Copernica__MaxClockSkew: out of bounds; write 00:00:01 to 1.00:00:00, such as 00:05:00.")]
    [TestCase("Accounts", "1234", "Copernica__Accounts: \"1234\" is not an account; write kind and number, such as account_1234.")]
    [TestCase("Hosts", "https://a.example/", "Copernica__Hosts: \"https://a.example/\" is not a host; write failures.example.com or localhost:7071, without scheme or path.")]
    [TestCase("Hosts", "*.example", "Copernica__Hosts: \"*.example\" is not a host; write failures.example.com or localhost:7071, without scheme or path.")]
    [TestCase("Hosts", "a.example/x", "Copernica__Hosts: \"a.example/x\" is not a host; write failures.example.com or localhost:7071, without scheme or path.")]
    [TestCase("Hosts", "me@a.example", "Copernica__Hosts: \"me@a.example\" is not a host; write failures.example.com or localhost:7071, without scheme or path.")]
    [TestCase("Hosts", "a.example#x", "Copernica__Hosts: \"a.example#x\" is not a host; write failures.example.com or localhost:7071, without scheme or path.")]
    [TestCase("Hosts", "a_b.*", "Copernica__Hosts: \"a_b.*\" is not a host; write failures.example.com or localhost:7071, without scheme or path.")]
    [TestCase("HostHeader", "X Forwarded", "Copernica__HostHeader: not a header name; write one such as X-Forwarded-Host.")]
    [TestCase("KeyDomain", "com", "Copernica__KeyDomain: \"com\" is not a domain; write one such as copernica.com.")]
    [TestCase("NameServers", "dns.example", "Copernica__NameServers: \"dns.example\" is not a name server; write an IP address with an optional port, such as 10.0.0.4 or 10.0.0.4:5353.")]
    [TestCase("TrustedKeys:nodots", "x", "Copernica__TrustedKeys__nodots: the name is not a DNS name; write one such as test._domainkey.copernica.com.")]
    [TestCase("TrustedKeys:0", "x", "Copernica__TrustedKeys__0: a numbered entry must have the form keyId=PEM.")]
    [TestCase("TrustedKeys:a.b", "x", "Copernica__TrustedKeys__a.b: the key is not PEM; it begins with -----BEGIN PUBLIC KEY-----.")]
    [TestCase("TrustedKeys:0", "=x", "Copernica__TrustedKeys__0: a numbered entry must have the form keyId=PEM.")]
    [TestCase("OwnershipFiles:0", "x", "Copernica__OwnershipFiles__0: a numbered entry must have the form name=content.")]
    [TestCase("OwnershipFiles:../x", "x", "Copernica__OwnershipFiles__../x.txt: not the name of a text file; write it as Copernica gives it, such as smtpeter-abcde.txt.")]
    public void A_wrong_setting_is_reported_with_its_fix(string setting, string value, string message) =>
        Assert.That(Errors([.. Needed.Where(needed => needed.Name != setting), (setting, value)]), Does.Contain(message));

    [Test]
    public void A_private_key_is_not_taken_for_a_trusted_one() =>
        Assert.That(Errors([("TrustedKeys:a.b", TestKey.Genuine.PrivatePem), .. Needed]), Has.One.Contains("is a private key; give the public one"));

    [Test]
    public void A_key_that_is_too_short_is_not_trusted() =>
        Assert.That(Errors([("TrustedKeys:a.b", new TestKey(512).PublicPem), .. Needed]), Has.One.Contains("is not an RSA key of 1024 to 8192 bits"));

    [Test]
    public async Task A_start_fails_with_all_wrong_settings()
    {
        using var host = Build([("Signature", "Sometimes"), ("Accounts", "x")]);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.That(error!.Failures, Has.Some.StartsWith("Copernica__Signature:").And.Some.StartsWith("Copernica__Accounts:").And.Some.StartsWith("Copernica__Hosts:"));
        await host.StopAsync();
    }

    [TestCase("Off", "Off: Copernica__Signature is Off: notifications are accepted from anyone.")]
    [TestCase("Optional", "Optional: Copernica__Signature is Optional: a notification without a signature is accepted.")]
    [TestCase("Required", null)]
    public async Task A_start_warns_when_signatures_are_not_required(string mode, string? warning)
    {
        var log = new SigningFixture.ListLogger<SignatureModeWarning>();
        using var host = Build([("Signature", mode), .. Needed], log);

        await host.StartAsync();
        await host.StopAsync();

        Assert.That(log.Entries, warning is null ? Is.Empty : Has.One.StartsWith(warning));
    }

    [Test]
    public async Task A_start_warns_when_keys_are_trusted_without_DNS()
    {
        var log = new SigningFixture.ListLogger<SignatureModeWarning>();
        using var host = Build([("TrustedKeys:a.b", TestKey.Genuine.PublicPem), .. Needed], log);

        await host.StartAsync();
        await host.StopAsync();

        Assert.That(log.Entries, Has.One.StartsWith("TrustedKeys: Copernica__TrustedKeys: 1 key(s) are trusted without DNS."));
    }

    [TestCase("Hosts", "https://a.example/api/failures?code=secret")]
    [TestCase("TrustedKeys:0", "-----BEGIN PRIVATE KEY-----\nsecret==\n-----END PRIVATE KEY-----")]
    public void What_may_be_a_secret_is_not_shown(string setting, string value)
    {
        var errors = Errors([.. Needed.Where(needed => needed.Name != setting), (setting, value)]).ToArray();

        Assert.That(errors, Is.Not.Empty.And.None.Contains("secret"));
    }

    private static readonly (string Name, string Value)[] Needed = [("Accounts", "account_1"), ("Hosts", "a.example, localhost:7071 [::1]:7071 10.0.0.1")];

    private static IConfigurationRoot Configuration((string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Copernica:{setting.Name}", (string?)setting.Value)))
        .Build();

    private static CopernicaOptions Read((string Name, string Value)[] settings)
    {
        var options = new CopernicaOptions();
        SettingsOf(settings).Configure(options);
        return options;
    }

    private static IEnumerable<string> Errors((string Name, string Value)[] settings) =>
        SettingsOf(settings).Validate(null, Read(settings)).Failures ?? [];

    private static Settings<CopernicaOptions> SettingsOf((string Name, string Value)[] settings) =>
        new(Configuration(settings), CopernicaOptions.Section);

    private static IHost Build((string Name, string Value)[] settings, ILogger<SignatureModeWarning>? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddCopernicaSigning(Configuration(settings));
        if (log is not null)
            builder.Services.AddSingleton(log);
        return builder.Build();
    }
}
