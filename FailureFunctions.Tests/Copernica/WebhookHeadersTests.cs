using System.Net.Http.Headers;
using FailureFunctions.Copernica;

namespace FailureFunctions.Tests.Copernica;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class WebhookHeadersTests
{
    [Test]
    public void A_header_is_found_in_any_case()
    {
        var headers = new WebhookHeaders([KeyValuePair.Create("x-copernica-id", "account_1")]);

        Assert.That(headers["X-Copernica-ID"], Is.EqualTo("account_1"));
        Assert.That(headers["Digest"], Is.Null);
    }

    [Test]
    public void Repeats_are_joined() =>
        Assert.That(new WebhookHeaders([KeyValuePair.Create("a", "1"), KeyValuePair.Create("A", "2")])["a"], Is.EqualTo("1, 2"));

    [TestCase("Content-Type", "application/json;charset=utf-8")]
    [TestCase("Date", "mon, 1 Jun 2026 12:00:00 GMT")]
    [TestCase("Host", "Failures.Example.com:443")]
    [TestCase("Accept", "a/b;q=1.0,c/d")]
    [TestCase("Digest", "sha-256=x,,md5=y")]
    [TestCase("Content-Length", "007")]
    public void Values_are_not_reformatted(string name, string value)
    {
        var received = new ReceivedHeaders();
        Assert.That(received.TryAddWithoutValidation(name.ToLowerInvariant(), value));

        Assert.That(WebhookHeaders.From(received)[name], Is.EqualTo(value));
    }

    // As the Functions worker's own collection is: a plain HttpHeaders.
    private sealed class ReceivedHeaders : HttpHeaders;
}
