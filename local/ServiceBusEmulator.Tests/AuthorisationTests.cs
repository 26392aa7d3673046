using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amqp;
using Amqp.Framing;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

public sealed class AuthorisationTests
{
    private EmulatorServer _server = null!;
    private Connection _connection = null!;
    private Session _session = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await Wire.StartAsync();
        _connection = await Wire.ConnectWithoutRightsAsync(_server);
        _session = new Session(_connection);
    }

    [TearDown]
    public async Task Stop()
    {
        await _connection.CloseAsync();
        await _server.DisposeAsync();
    }

    [TestCase("orders")]
    [TestCase("events")]
    public void Without_a_token_nothing_can_be_sent(string entity) =>
        Assert.That(async () => await SendAsync(entity), Throws.TypeOf<AmqpException>().With.Property("Error").Property("Condition").EqualTo(new Amqp.Types.Symbol("amqp:unauthorized-access")));

    [TestCase("sb://localhost/", "sb://localhost/orders")]
    [TestCase("sb://localhost/orders", "sb://localhost/orders")]
    [TestCase("amqp://localhost:5672/ORDERS", "amqp://localhost:5672/ORDERS")]
    public async Task A_token_for_the_entity_or_above_opens_it(string resource, string audience)
    {
        Assert.That(await PutAsync(Token(resource), "servicebus.windows.net:sastoken", audience), Is.EqualTo(202));

        await SendAsync("orders");
    }

    [Test]
    public async Task A_token_for_one_entity_opens_no_other()
    {
        Assert.That(await PutAsync(Token("sb://localhost/orders"), "servicebus.windows.net:sastoken", "sb://localhost/orders"), Is.EqualTo(202));

        Assert.That(async () => await SendAsync("events"), Throws.TypeOf<AmqpException>());
    }

    [Test]
    public async Task An_Entra_token_is_taken_as_it_comes()
    {
        Assert.That(await PutAsync("any.token.text", "jwt", "sb://localhost/orders"), Is.EqualTo(202));

        await SendAsync("orders");
    }

    [Test]
    public async Task Tokens_that_are_not_right_are_refused_and_open_nothing()
    {
        const string audience = "sb://localhost/orders";
        const string sas = "servicebus.windows.net:sastoken";

        Assert.That(await PutAsync(Token(audience, key: "other"), sas, audience), Is.EqualTo(401), "signature");
        Assert.That(await PutAsync(Token(audience, expires: DateTimeOffset.UtcNow.AddMinutes(-1)), sas, audience), Is.EqualTo(401), "expired");
        Assert.That(await PutAsync(Token("sb://localhost/events"), sas, audience), Is.EqualTo(401), "another entity");
        Assert.That(await PutAsync("SharedAccessSignature sr=x", sas, audience), Is.EqualTo(401), "incomplete");
        Assert.That(await PutAsync("nonsense", sas, audience), Is.EqualTo(401), "no signature at all");
        Assert.That(await PutAsync(Token(audience), "unheard-of", audience), Is.EqualTo(400), "type");
        Assert.That(async () => await SendAsync("orders"), Throws.TypeOf<AmqpException>());
    }

    [Test]
    public void A_wrong_password_is_refused_at_login() =>
        Assert.That(
            async () => await new ConnectionFactory().CreateAsync(new Address("localhost", _server.Port, "RootManageSharedAccessKey", "wrong", "/", "amqp")),
            Throws.InstanceOf<Exception>());

    internal static string Token(string resource, string key = "SAS_KEY_VALUE", DateTimeOffset? expires = null)
    {
        var encoded = Uri.EscapeDataString(resource);
        var expiry = (expires ?? DateTimeOffset.UtcNow.AddHours(1)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encoded}\n{expiry}")));
        return $"SharedAccessSignature sr={encoded}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn=RootManageSharedAccessKey";
    }

    private async Task<object> PutAsync(string token, string type, string audience)
    {
        var reply = await Wire.AskAsync(_session, "$cbs", new Message(token)
        {
            ApplicationProperties = new ApplicationProperties { ["operation"] = "put-token", ["type"] = type, ["name"] = audience },
        });
        return reply.ApplicationProperties["status-code"];
    }

    private Task SendAsync(string entity) => new SenderLink(_session, $"{Guid.NewGuid()}", entity).SendAsync(Wire.Text("a"), Wire.Limit);
}
