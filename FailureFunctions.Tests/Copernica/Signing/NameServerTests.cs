using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class NameServerTests
{
    [TestCase("10.0.0.4", "10.0.0.4:53")]
    [TestCase("10.0.0.4:5353", "10.0.0.4:5353")]
    [TestCase("::1", "[::1]:53")]
    [TestCase("[::1]:5353", "[::1]:5353")]
    public void A_name_server_has_port_53_unless_the_settings_say_otherwise(string text, string expected)
    {
        Assert.That(NameServer.TryParse(text, out var server));
        Assert.That(server!.ToString(), Is.EqualTo(expected));
    }

    [TestCase("10.0.0.4:0")]
    [TestCase("[::1]:0")]
    [TestCase("10.0.0.4:x")]
    [TestCase("dns.example")]
    public void A_name_server_is_an_address_with_a_port_that_can_be_asked(string text) => Assert.That(NameServer.TryParse(text, out _), Is.False);
}
