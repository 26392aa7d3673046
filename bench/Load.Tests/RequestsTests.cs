using System.Security.Cryptography;
using FailureFunctions.Bench.Load.Measuring;

namespace FailureFunctions.Bench.Load.Tests;

[TestFixture]
internal sealed class RequestsTests
{
    private static readonly Uri Url = new("http://localhost:1/api/failures");

    [Test]
    public void Requests_are_signed_each_with_its_own_nonce()
    {
        var requests = Sign(new LoadOptions { Verb = "run" }, 20);
        Assert.That(requests.Select(request => request.Headers.GetValues("X-Nonce").Single()), Is.Unique);
        Assert.That(requests.Select(request => request.Headers.GetValues("Signature").Single()), Is.Unique);
    }

    [TestCase(0, 200)]
    [TestCase(1, 1)]
    public async Task Repeats_have_the_body_of_an_earlier_notification(double share, int distinct)
    {
        Assert.That((await BodiesAsync(new LoadOptions { Verb = "run", Duplicates = share })).Distinct().Count(), Is.EqualTo(distinct));
    }

    [TestCase(0, 0)]
    [TestCase(1, 200)]
    public async Task Hot_notifications_concern_one_recipient(double share, int hot)
    {
        var bodies = await BodiesAsync(new LoadOptions { Verb = "run", Hot = share });
        Assert.That(bodies.Count(body => body.Contains("recipient=hot%40", StringComparison.Ordinal)), Is.EqualTo(hot));
    }

    [Test]
    public async Task The_reply_is_as_long_as_it_should_be()
    {
        var bodies = await BodiesAsync(new LoadOptions { Verb = "run", Size = 3000 });
        var description = bodies[0].Split('&').Single(field => field.StartsWith("description=", StringComparison.Ordinal));
        Assert.That(Uri.UnescapeDataString(description), Has.Length.EqualTo("description=".Length + 3000));
    }

    [Test]
    public void Signing_ends_when_the_run_is_stopped()
    {
        Assert.Throws<OperationCanceledException>(() => Sign(new LoadOptions { Verb = "run" }, 1, new CancellationToken(canceled: true)));
    }

    private static HttpRequestMessage[] Sign(LoadOptions options, int count, CancellationToken cancellationToken = default)
    {
        using var key = RSA.Create(2048);
        using var requests = new Requests(options, key);
        return requests.Sign(Url, count, cancellationToken);
    }

    private static Task<string[]> BodiesAsync(LoadOptions options) =>
        Task.WhenAll(Sign(options, 200).Select(request => request.Content!.ReadAsStringAsync()));
}
