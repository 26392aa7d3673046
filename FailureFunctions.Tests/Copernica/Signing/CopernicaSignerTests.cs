using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class CopernicaSignerTests
{
    [Test]
    public async Task What_the_signed_sender_sends_is_accepted()
    {
        using var signer = CopernicaSigner.WithNewKey("local._domainkey.copernica.com", "account_1234");
        var fixture = new SigningFixture(configure: options => options.TrustedKeys["local._domainkey.copernica.com"] = signer.PublicKeyPem);

        for (var number = 1; number <= SampleBodies.Count; number++)
        {
            var (contentType, body) = SampleBodies.Get(number);
            using var sent = signer.Sign(new Uri("https://failures.example.com/api/failures?code=a%3Db"), contentType, body, fixture.Time.GetUtcNow());
            var request = new WebhookRequest
            {
                Method = "POST",
                Target = sent.RequestUri!.PathAndQuery,
                Headers = new WebhookHeaders(sent.Headers.NonValidated.Concat(sent.Content!.Headers.NonValidated)
                    .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))),
                Body = body,
            };

            Assert.That(await fixture.AuthenticateAsync(request), Is.InstanceOf<Authentication.Authenticated>(), SampleBodies.Describe(number));
        }

        Assert.That(fixture.Resolver.Asked, Is.Empty);
    }
}
