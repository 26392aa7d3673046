using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class AuthenticationModeTests
{
    private static readonly WebhookRequest Bare = new()
    {
        Method = "POST",
        Target = "/api/failures",
        Headers = new WebhookHeaders([KeyValuePair.Create("host", "failures.example.com")]),
        Body = "id=1"u8.ToArray(),
    };

    [Test]
    public async Task Unsigned_is_accepted_without_a_host_where_signatures_are_not_required() =>
        Assert.That(
            await new SigningFixture(SignatureMode.Optional).AuthenticateAsync(Bare with { Headers = new WebhookHeaders([]) }),
            Is.InstanceOf<Authentication.Authenticated>());

    [Test]
    public async Task Unsigned_is_refused_where_signatures_are_required() =>
        Assert.That(await new SigningFixture().CauseAsync(Bare), Is.EqualTo(AuthenticationFailure.SignatureMissing));

    [TestCase("")]
    [TestCase(" ")]
    public async Task A_blank_host_is_a_missing_one(string host)
    {
        var signed = new SigningFixture();

        Assert.That(await signed.CauseAsync((signed.Draft with { Host = host }).Build()), Is.EqualTo(AuthenticationFailure.HostMissing));
        Assert.That(await new SigningFixture(SignatureMode.Off).AuthenticateAsync(With("host", host)), Is.InstanceOf<Authentication.Authenticated>());
    }

    [TestCase(SignatureMode.Optional)]
    [TestCase(SignatureMode.Off)]
    public async Task Unsigned_is_accepted_where_signatures_are_not_required(SignatureMode mode)
    {
        var result = await new SigningFixture(mode).AuthenticateAsync(Bare);

        Assert.That(result, Is.EqualTo(new Authentication.Authenticated(AccountId.Unknown, null, null)));
        Assert.That(((Authentication.Authenticated)result).Account.ToString(), Is.EqualTo("unknown"));
    }

    [TestCase(SignatureMode.Optional)]
    [TestCase(SignatureMode.Off)]
    public async Task Unsigned_is_refused_for_another_host_or_account_or_with_another_digest(SignatureMode mode)
    {
        var fixture = new SigningFixture(mode);

        Assert.That(await fixture.CauseAsync(With("host", "other.example")), Is.EqualTo(AuthenticationFailure.HostUnknown));
        Assert.That(await fixture.CauseAsync(With("x-copernica-id", "account_9")), Is.EqualTo(AuthenticationFailure.AccountUnknown));
        Assert.That(await fixture.CauseAsync(With("x-copernica-id", "?")), Is.EqualTo(AuthenticationFailure.AccountMalformed));
        Assert.That(await fixture.CauseAsync(With("digest", RequestDraft.DigestOf([]))), Is.EqualTo(AuthenticationFailure.DigestMismatch));
        Assert.That(
            await fixture.AuthenticateAsync(With("x-copernica-id", "Account-1234")),
            Is.InstanceOf<Authentication.Authenticated>().With.Property("Account").Matches<AccountId>(account => account.ToString() == "account_1234"));
    }

    [Test]
    public async Task Any_host_and_account_is_accepted_where_none_is_set_and_signatures_are_not_required()
    {
        var fixture = new SigningFixture(SignatureMode.Optional, options => { options.Hosts.Clear(); options.Accounts.Clear(); });

        Assert.That(await fixture.AuthenticateAsync(With("host", "other.example")), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(await fixture.AuthenticateAsync(With("x-copernica-id", "account_9")), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public async Task Nothing_is_accepted_without_hosts_or_accounts_where_signatures_are_required()
    {
        var noHosts = new SigningFixture(configure: options => options.Hosts.Clear());
        var noAccounts = new SigningFixture(configure: options => options.Accounts.Clear());

        Assert.That(await noHosts.CauseAsync(noHosts.Draft.Build()), Is.EqualTo(AuthenticationFailure.HostUnknown));
        Assert.That(await noAccounts.CauseAsync(noAccounts.Draft.Build()), Is.EqualTo(AuthenticationFailure.AccountUnknown));
    }

    [Test]
    public async Task Signed_is_checked_in_full_where_signatures_are_optional()
    {
        var draft = new SigningFixture().Draft;
        Assert.That(
            await new SigningFixture(SignatureMode.Optional).AuthenticateAsync(draft.Build()),
            Is.InstanceOf<Authentication.Authenticated>().With.Property("Signature").Not.Null);
        foreach (var forgery in ForgedRequests.Of(draft).Where(forgery => forgery.Request.Headers["Signature"] is not null))
        {
            var fixture = new SigningFixture(SignatureMode.Optional);
            ForgedKeys.Publish(fixture.Resolver);
            var result = await fixture.AuthenticateAsync(forgery.Request);
            Assert.That(result, Is.InstanceOf<Authentication.Refused>(), forgery.Name);
        }
    }

    [Test]
    public async Task A_signature_is_ignored_where_signatures_are_off()
    {
        var fixture = new SigningFixture(SignatureMode.Off);

        var result = await fixture.AuthenticateAsync(fixture.Draft.Build(headers => headers["Signature"] = "nonsense"));

        Assert.That(result, Is.InstanceOf<Authentication.Authenticated>().With.Property("Signature").Null);
        Assert.That(fixture.Resolver.Asked, Is.Empty);
    }

    [Test]
    public async Task The_host_that_a_proxy_passes_on_counts_where_the_settings_say_so()
    {
        var fixture = new SigningFixture(configure: options => options.HostHeader = "X-Forwarded-Host");
        var proxied = fixture.Draft.Build(headers => (headers["Host"], headers["X-Forwarded-Host"]) = ("app.internal", $"{headers["Host"]}, proxy.internal"));
        var misled = fixture.Draft.Build(headers => headers["X-Forwarded-Host"] = "other.example");

        Assert.That(await fixture.AuthenticateAsync(proxied), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(await fixture.AuthenticateAsync(fixture.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>(), "without a proxy");
        Assert.That(await fixture.CauseAsync(misled), Is.EqualTo(AuthenticationFailure.HostUnknown));
    }

    [TestCase("localhost:7071", "localhost:7071", true)]
    [TestCase("localhost:7071", "LOCALHOST:7071", true)]
    [TestCase("localhost:7071", "localhost", false)]
    [TestCase("localhost", "localhost:7071", false)]
    [TestCase("example.com:443", "example.com", true)]
    [TestCase("example.com.", "example.com:80", true)]
    [TestCase("example.com", "example.com:", true)]
    [TestCase("example.com", " example.com\t", true)]
    [TestCase("[::1]:7071", "[::1]:7071", true)]
    [TestCase("[::1]", "[::1]:443", true)]
    [TestCase("[::1]", "[::1]:7071", false)]
    public void Hosts_are_compared_with_their_ports(string ours, string host, bool same) =>
        Assert.That(new HostNames([ours]).Contains(host), Is.EqualTo(same));

    [Test]
    public async Task A_trusted_key_needs_no_DNS_and_no_domain()
    {
        var fixture = new SigningFixture(configure: options => options.TrustedKeys["test.local"] = TestKey.Forgers.PublicPem);
        var trusted = fixture.Draft with { Key = TestKey.Forgers, KeyId = "TEST.local" };

        Assert.That(await fixture.AuthenticateAsync(trusted.Build()), Is.InstanceOf<Authentication.Authenticated>());
        Assert.That(await fixture.CauseAsync((trusted with { Key = TestKey.Genuine }).Build()), Is.EqualTo(AuthenticationFailure.SignatureMismatch));
        Assert.That(fixture.Resolver.Asked, Is.Empty);
    }

    // The validator reports them at start, with all other faults.
    [Test]
    public void Settings_that_cannot_be_read_are_refused()
    {
        Assert.That(
            () => new SigningFixture(configure: options => options.TrustedKeys["test.local"] = "nonsense"),
            Throws.ArgumentException.With.Message.StartsWith("The key of test.local is not PEM"));
        Assert.That(
            () => new SigningFixture(configure: options => options.TrustedKeys["?"] = TestKey.Genuine.PublicPem),
            Throws.ArgumentException.With.Message.StartsWith("\"?\" is not a DNS name."));
        Assert.That(
            () => new SigningFixture(configure: options => options.KeyDomain = "?"),
            Throws.ArgumentException.With.Message.StartsWith("\"?\" is not a DNS name."));
        Assert.That(
            () => new SigningFixture(configure: options => options.Accounts.Add("?")),
            Throws.ArgumentException.With.Message.StartsWith("\"?\" is not an account."));
    }

    [Test]
    public async Task The_clock_may_differ_by_the_skew_and_no_second_more()
    {
        var fixture = new SigningFixture();
        var now = fixture.Time.GetUtcNow();
        var skew = fixture.Options.MaxClockSkew;
        var second = TimeSpan.FromSeconds(1);

        Assert.That(await CauseAtAsync(now - skew), Is.Null);
        Assert.That(await CauseAtAsync(now + skew), Is.Null);
        Assert.That(await CauseAtAsync(now - skew - second), Is.EqualTo(AuthenticationFailure.DateTooOld));
        Assert.That(await CauseAtAsync(now + skew + second), Is.EqualTo(AuthenticationFailure.DateInFuture));

        Task<AuthenticationFailure?> CauseAtAsync(DateTimeOffset date) =>
            fixture.CauseAsync((fixture.Draft with { Date = RequestDraft.DateOf(date) }).Build());
    }

    private static WebhookRequest With(string name, string value) => Bare with
    {
        Headers = new WebhookHeaders(new Dictionary<string, string>(Bare.Headers.Fields) { [name] = value }),
    };
}
