using System.Text;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>The examples that others have published: nothing here was made by this project's own signer.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class CavageDraftTests
{
    // draft-cavage-http-signatures-10, appendix C: key, request, and the signature of "All Headers Test" (C.3).
    private const string PublicKey =
        """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
        6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
        Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
        oYi+1hqp1fIekaxsyQIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string Signature =
        "vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48XaERZFukWgHoBTL"
        + "MhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE=";

    private static readonly Dictionary<string, string> Values = new()
    {
        ["(request-target)"] = "post /foo?param=value&pet=dog",
        ["host"] = "example.com",
        ["date"] = "Sun, 05 Jan 2014 21:31:40 GMT",
        ["content-type"] = "application/json",
        ["digest"] = "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
        ["content-length"] = "18",
    };

    [Test]
    public void The_signature_of_the_drafts_example_fits()
    {
        var signed = RequestSignature.SigningString([.. Values.Keys], Values.GetValueOrDefault);

        Assert.That(PublicKeyPem.TryRead(PublicKey, out var key, out var error), error);
        Assert.That(key!.Verify(SignatureScheme.For("rsa-sha256")[0], signed!, Convert.FromBase64String(Signature)));
    }

    [Test]
    public void The_digest_of_the_drafts_example_is_that_of_its_body() =>
        Assert.That(BodyDigest.Check(Values["digest"], "{\"hello\": \"world\"}"u8), Is.Null);

    [Test]
    public void The_digest_of_the_first_sample_is_that_of_its_body()
    {
        const string Body =
            "id=b4icbaqjswyrb7tc&type=failure&timestamp=2024-06-03+14%3A07%3A31&time=1717416451&recipient=jan.jansen%2Bnieuws%40example.nl"
            + "&action=failure&state=rcptto&code=550&extended=5.1.1&description=550+5.1.1+%3Cjan.jansen%2Bnieuws%40example.nl%3E%3A+Recipient"
            + "+address+rejected%3A+User+unknown&tags%5B%5D=nieuwsbrief&tags%5B%5D=juni2024";

        Assert.That(BodyDigest.Check("SHA-256=gEGtPzreD581L/lyXdPVFjN0CkvNU3TfXKZb7cGE1AQ=", Encoding.UTF8.GetBytes(Body)), Is.Null);
    }
}
