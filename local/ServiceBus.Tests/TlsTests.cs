using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Messaging.ServiceBus.Tests.Support;

namespace Azure.Messaging.ServiceBus.Tests;

[CancelAfter(60_000)]
public sealed class TlsTests
{
    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var certificate = SelfSigned();
        await using var service = new FakeService(certificate);
        await using var client = new ServiceBusClient(ConnectionString(service), Clients.Options(maxRetries: 0));
        var sender = client.CreateSender("topic");

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"))))!;

        Assert.That(exception.Reason, Is.EqualTo(ServiceBusFailureReason.ServiceCommunicationProblem));
        Assert.That(service.Tokens, Is.Empty, "no token goes to a stranger");
    }

    [Test]
    public async Task A_certificate_that_the_callback_knows_is_taken(CancellationToken cancellationToken)
    {
        using var certificate = SelfSigned();
        await using var service = new FakeService(certificate);
        var options = Clients.Options();
        options.CertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString();
        await using var client = new ServiceBusClient(ConnectionString(service), options);

        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x"), cancellationToken);

        Assert.That(service.Messages, Has.Count.EqualTo(1));
    }

    private static string ConnectionString(FakeService service) => $"Endpoint=sb://127.0.0.1:{service.Port};SharedAccessKeyName=n;SharedAccessKey=k";

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // Through PKCS #12, so that TLS on every platform finds the key.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
