using System.Reflection;
using System.Text.Json;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ForgedRequestsTests
{
    [Test]
    public async Task Every_forgery_is_refused_with_its_cause()
    {
        var forgeries = ForgedRequests.Of(new SigningFixture().Draft).ToList();
        HashSet<string> asked = [];

        using (Assert.EnterMultipleScope())
        {
            foreach (var forgery in forgeries)
            {
                // Of many at once under one name, DNS is asked about two only; the others are put off.
                var fixture = new SigningFixture();
                ForgedKeys.Publish(fixture.Resolver);
                Assert.That(await fixture.AuthenticateAsync(fixture.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
                var result = await fixture.AuthenticateAsync(forgery.Request);
                asked.UnionWith(fixture.Resolver.Asked);
                Assert.That(result, Is.InstanceOf<Authentication.Refused>(), forgery.Name);
                if (forgery.Expected is { } expected && result is Authentication.Refused refused)
                    Assert.That(refused.Cause, Is.EqualTo(expected), forgery.Name);
            }
        }

        TestContext.Out.WriteLine(
            $"{forgeries.Count} forged requests, {forgeries.Count(forgery => forgery.IsTransmissible)} of them such that HTTP carries them; none accepted");
        Assert.That(forgeries, Has.Count.GreaterThanOrEqualTo(200));
        Assert.That(forgeries.Select(forgery => forgery.Name), Is.Unique);
        Assert.That(asked, Is.EquivalentTo((string[])[RequestDraft.GenuineKeyId, "no-such-key._domainkey.copernica.com"]));
    }

    [Test]
    public async Task A_valid_request_is_accepted_after_all_the_forgeries()
    {
        var fixture = new SigningFixture();
        foreach (var forgery in ForgedRequests.Of(fixture.Draft))
            Assert.That(await fixture.AuthenticateAsync(forgery.Request), Is.Not.InstanceOf<Authentication.Authenticated>(), forgery.Name);

        Assert.That(await fixture.AuthenticateAsync(fixture.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public void Every_cause_has_its_documented_name_and_a_hint_that_related_causes_share()
    {
        var causes = typeof(AuthenticationFailure).GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => field.Name, field => (AuthenticationFailure)field.GetValue(null)!);

        Assert.Multiple(() =>
        {
            foreach (var (field, cause) in causes)
                Assert.That(cause.Name, Is.EqualTo(JsonNamingPolicy.KebabCaseLower.ConvertName(field)));
            Assert.That(causes, Has.Count.EqualTo(25));
            Assert.That(causes.Values.Select(cause => cause.Hint).Distinct().Count(), Is.EqualTo(6), "signature, clock, host, account, body, key");
        });
    }
}
