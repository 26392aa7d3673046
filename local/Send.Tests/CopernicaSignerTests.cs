namespace FailureFunctions.Local.Send.Tests;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class CopernicaSignerTests
{
    [TestCase("https://failures.example.com/api/failures", "failures.example.com")]
    [TestCase("https://failures.example.com:443/api/failures", "failures.example.com")]
    [TestCase("http://localhost:7071/api/failures", "localhost:7071")]
    [TestCase("http://[::1]:7071/api/failures", "[::1]:7071")]
    [TestCase("https://exämple.example/", "xn--exmple-cua.example")]
    public void The_host_is_signed_as_it_is_sent(string url, string host)
    {
        using var signer = CopernicaSigner.WithNewKey("a.example", "account_1");

        using var request = signer.Sign(new Uri(url), "text/plain", [], DateTimeOffset.UnixEpoch);

        Assert.That(request.Headers.Host, Is.EqualTo(host));
    }

    [Test]
    public void Each_request_has_a_nonce_of_its_own()
    {
        using var signer = CopernicaSigner.WithNewKey("a.example", "account_1");

        var nonces = Enumerable.Range(0, 10).Select(_ =>
        {
            using var request = signer.Sign(new Uri("http://localhost/"), "text/plain", [], DateTimeOffset.UnixEpoch);
            return request.Headers.GetValues("X-Nonce").Single();
        });

        Assert.That(nonces.ToList(), Is.Unique);
    }
}
