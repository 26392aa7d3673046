using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Messaging.ServiceBus.Credentials;
using Azure.Messaging.ServiceBus.Tests.Support;
using Azure.Messaging.ServiceBus.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Azure.Messaging.ServiceBus.Tests;

[CancelAfter(60_000)]
public sealed class AuthorisationTests
{
    [Test]
    public async Task A_key_signs_for_the_entity(CancellationToken cancellationToken)
    {
        var now = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        var credential = new SharedKeyCredential(() => ("app", "secret"), new FakeTimeProvider(now));

        var token = await credential.GetTokenAsync("sb://host/Topic", cancellationToken);

        var expiry = now.AddMinutes(30).ToUnixTimeSeconds();
        var signed = HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes($"sb%3A%2F%2Fhost%2FTopic\n{expiry}"));
        Assert.That(token.Value, Is.EqualTo(
            $"SharedAccessSignature sr=sb%3A%2F%2Fhost%2FTopic&sig={WebUtility.UrlEncode(Convert.ToBase64String(signed))}&se={expiry}&skn=app"));
        Assert.That((token.Type, token.ExpiresOn), Is.EqualTo(("servicebus.windows.net:sastoken", now.AddMinutes(30))));
    }

    [Test]
    public async Task A_ready_made_signature_is_used_as_it_is(CancellationToken cancellationToken)
    {
        const string signature = "SharedAccessSignature sr=a&sig=b%3D&se=1795000000&skn=n";
        await using var service = new FakeService();
        await using var client = new ServiceBusClient(
            $"Endpoint=sb://127.0.0.1:{service.Port};SharedAccessSignature={signature};UseDevelopmentEmulator=true");

        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x"), cancellationToken);

        Assert.That(service.Tokens.Single(), Is.EqualTo(("servicebus.windows.net:sastoken", "sb://127.0.0.1/topic", signature)));
    }

    [Test]
    public async Task A_signature_without_an_expiry_is_refused_with_what_is_expected()
    {
        await using var client = new ServiceBusClient("host", new AzureSasCredential("rubbish"));
        var credential = ClientCredentials.From(new AzureSasCredential("rubbish"));

        Assert.That(async () => await credential.GetTokenAsync("sb://host/topic", default), Throws.TypeOf<FormatException>().With.Message.Contains("se="));
    }

    [Test]
    public async Task A_named_key_is_read_anew_each_time(CancellationToken cancellationToken)
    {
        var key = new AzureNamedKeyCredential("app", "old");
        var credential = ClientCredentials.From(key, TimeProvider.System);
        key.Update("rolled", "new");

        Assert.That((await credential.GetTokenAsync("sb://host/topic", cancellationToken)).Value, Does.EndWith("&skn=rolled"));
    }

    [Test]
    public async Task An_identity_shows_a_web_token_for_the_scope_of_Service_Bus(CancellationToken cancellationToken)
    {
        var credential = new FakeTokenCredential(() => new AccessToken("header.payload.signature", DateTimeOffset.UtcNow.AddHours(1)));
        await using var service = new FakeService();
        await using var client = Client(service, credential, TimeProvider.System);

        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x"), cancellationToken);

        Assert.That(service.Tokens.Single(), Is.EqualTo(("jwt", "sb://127.0.0.1/topic", "header.payload.signature")));
        Assert.That(credential.Scopes, Is.EqualTo(new[] { "https://servicebus.azure.net/.default" }));
    }

    [TestCase(401)]
    [TestCase(403)]
    public async Task A_token_that_is_refused_is_an_UnauthorizedAccessException_and_not_tried_again(int status)
    {
        await using var service = new FakeService { TokenStatus = () => status };
        await using var client = service.CreateClient();
        var sender = client.CreateSender("topic");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        Assert.That(service.Tokens, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_token_is_renewed_before_it_expires_even_if_the_first_try_fails(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var number = 0;
        var credential = new FakeTokenCredential(() => Interlocked.Increment(ref number) == 2
            ? throw new InvalidOperationException("The identity endpoint is away.")
            : new AccessToken("token" + number, time.GetUtcNow().AddHours(1)));
        await using var service = new FakeService();
        await using var client = Client(service, credential, time);
        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x"), cancellationToken);

        time.Advance(TimeSpan.FromMinutes(54));
        Assert.That(service.Tokens, Has.Count.EqualTo(1));
        while (service.Tokens.Count < 2)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(5, cancellationToken);
        }

        Assert.That(service.Tokens.Last().Token, Is.EqualTo("token3"));
    }

    private static ServiceBusClient Client(FakeService service, TokenCredential credential, TimeProvider time)
        => new(new BusEndpoint("127.0.0.1", service.Port, UseTls: false), ClientCredentials.From(credential), Clients.Options(), boundEntity: null, time);
}
