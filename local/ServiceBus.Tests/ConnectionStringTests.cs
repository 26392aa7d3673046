namespace Azure.Messaging.ServiceBus.Tests;

public sealed class ConnectionStringTests
{
    private const string Endpoint = "Endpoint=sb://failures.servicebus.windows.net/";

    [Test]
    public void All_parts_are_read()
    {
        var properties = ServiceBusConnectionStringProperties.Parse(
            $"{Endpoint};SharedAccessKeyName=app;SharedAccessKey=abc+/=;EntityPath=email-failures;SharedAccessSignature=SharedAccessSignature sr=a&sig=b=");

        Assert.Multiple(() =>
        {
            Assert.That(properties.Endpoint, Is.EqualTo(new Uri("sb://failures.servicebus.windows.net/")));
            Assert.That(properties.FullyQualifiedNamespace, Is.EqualTo("failures.servicebus.windows.net"));
            Assert.That(properties.SharedAccessKeyName, Is.EqualTo("app"));
            Assert.That(properties.SharedAccessKey, Is.EqualTo("abc+/="));
            Assert.That(properties.EntityPath, Is.EqualTo("email-failures"));
            Assert.That(properties.SharedAccessSignature, Is.EqualTo("SharedAccessSignature sr=a&sig=b="));
        });
    }

    [TestCase(" endpoint = sb://localhost:5673 ; SHAREDACCESSKEYNAME = n ; sharedaccesskey = k ; ", 5673)]
    [TestCase("Endpoint=localhost;SharedAccessKeyName=n;SharedAccessKey=k;Unknown=x", -1)]
    [TestCase("Endpoint=https://localhost:8443/path;SharedAccessKeyName=n;SharedAccessKey=k", 8443)]
    public void Blanks_case_unknown_names_and_other_schemes_do_no_harm(string text, int port)
    {
        var properties = ServiceBusConnectionStringProperties.Parse(text);

        Assert.That((properties.Endpoint!.Scheme, properties.Endpoint.Host, properties.Endpoint.Port), Is.EqualTo(("sb", "localhost", port)));
        Assert.That((properties.SharedAccessKeyName, properties.SharedAccessKey), Is.EqualTo(("n", "k")));
    }

    [TestCase("rubbish")]
    [TestCase("Endpoint=")]
    [TestCase("=x")]
    [TestCase("Endpoint=sb://:5/;SharedAccessKeyName=n")]
    public void What_is_no_connection_string_is_a_FormatException_that_shows_one(string text)
        => Assert.That(() => ServiceBusConnectionStringProperties.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("Endpoint=sb://"));

    [Test]
    public void An_empty_connection_string_is_an_ArgumentException()
        => Assert.That(() => new ServiceBusClient(""), Throws.ArgumentException);

    [TestCase("SharedAccessKeyName=n;SharedAccessKey=k", "Endpoint")]
    [TestCase(Endpoint + ";SharedAccessKeyName=n", "SharedAccessKey")]
    public void A_client_says_which_part_is_missing(string text, string missing)
        => Assert.That(() => new ServiceBusClient(text), Throws.ArgumentException.With.Message.Contains(missing));

    [TestCase(Endpoint, "failures.servicebus.windows.net", 5671, true)]
    [TestCase(Endpoint + ";UseDevelopmentEmulator=false", "failures.servicebus.windows.net", 5671, true)]
    [TestCase("Endpoint=sb://localhost;UseDevelopmentEmulator=true", "localhost", 5672, false)]
    [TestCase("Endpoint=sb://127.0.0.1:7777;UseDevelopmentEmulator=TRUE", "127.0.0.1", 7777, false)]
    public async Task The_emulator_is_reached_in_the_clear_and_the_service_by_TLS(string text, string host, int port, bool tls)
    {
        await using var client = new ServiceBusClient(text + ";SharedAccessKeyName=n;SharedAccessKey=k");

        Assert.That(client.Connection.Endpoint, Is.EqualTo(new Wire.BusEndpoint(host, port, tls)));
        Assert.That(client.FullyQualifiedNamespace, Is.EqualTo(host));
    }

    [Test]
    public async Task A_connection_string_that_is_bound_to_an_entity_reaches_no_other()
    {
        await using var client = new ServiceBusClient(Endpoint + ";SharedAccessKeyName=n;SharedAccessKey=k;EntityPath=email-failures");

        Assert.That(client.CreateSender("email-failures").EntityPath, Is.EqualTo("email-failures"));
        Assert.That(client.CreateReceiver("email-failures", "all").EntityPath, Is.EqualTo("email-failures/Subscriptions/all"));
        Assert.That(() => client.CreateSender("other"), Throws.ArgumentException.With.Message.Contains("email-failures"));
    }

    [TestCase("not a host")]
    [TestCase("")]
    public void A_namespace_that_is_no_host_name_is_an_ArgumentException(string text)
        => Assert.That(() => new ServiceBusClient(text, new AzureSasCredential("s")), Throws.ArgumentException);
}
