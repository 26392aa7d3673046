using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ForgedRequestsTests
{
    [Test]
    public async Task No_forgery_is_accepted_or_called_anything_but_a_forgery()
    {
        var fixture = new SigningFixture();
        ForgedKeys.Publish(fixture.Resolver);
        var forgeries = ForgedRequests.Of(fixture.Draft).ToList();

        Assert.That(await fixture.AuthenticateAsync(fixture.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
        using (Assert.EnterMultipleScope())
        {
            foreach (var forgery in forgeries)
            {
                var result = await fixture.AuthenticateAsync(forgery.Request);
                Assert.That(result, Is.InstanceOf<Authentication.Refused>(), forgery.Name);
                if (forgery.Expected is { } expected && result is Authentication.Refused refused)
                    Assert.That(refused.Cause, Is.EqualTo(expected), forgery.Name);
            }
        }

        TestContext.Out.WriteLine(
            $"{forgeries.Count} forged requests, {forgeries.Count(forgery => forgery.IsTransmissible)} of them such that HTTP carries them; none accepted");
        Assert.That(forgeries, Has.Count.GreaterThanOrEqualTo(200));
        Assert.That(forgeries.Select(forgery => forgery.Name), Is.Unique);
        Assert.That(fixture.Resolver.Asked, Is.EquivalentTo((string[])[RequestDraft.GenuineKeyId, "no-such-key._domainkey.copernica.com"]));
    }

    [Test]
    public async Task A_valid_request_is_accepted_after_all_the_forgeries()
    {
        var fixture = new SigningFixture();
        foreach (var forgery in ForgedRequests.Of(fixture.Draft))
            await fixture.AuthenticateAsync(forgery.Request);

        Assert.That(await fixture.AuthenticateAsync(fixture.Draft.Build()), Is.InstanceOf<Authentication.Authenticated>());
    }

    [Test]
    public void Every_cause_has_a_name_and_a_mend_that_gives_nothing_away()
    {
        Assert.That(AuthenticationFailures.All.Select(entry => entry.Cause), Is.EquivalentTo(Enum.GetValues<AuthenticationFailure>()));
        Assert.That(AuthenticationFailures.All.Select(entry => entry.Name), Is.Unique);
        Assert.That(AuthenticationFailures.All.Select(entry => entry.Name), Has.All.Match("^[a-z]+(-[a-z]+)*$"));
        Assert.That(AuthenticationFailures.All.Select(entry => entry.Class.Hint), Has.All.Not.Empty);
    }
}
