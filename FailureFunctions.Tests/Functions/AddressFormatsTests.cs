using FailureFunctions.Copernica.Notification;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Functions;

/// <summary>Whoever asks about an address meets the key of its failures, wherever the address was copied from.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class AddressFormatsTests
{
    [TestCase("anna@voorbeeld.example")]
    [TestCase(" <Anna@Voorbeeld.Example> ")]
    [TestCase("Anna de Vries <anna@voorbeeld.example>")]
    [TestCase("\"Vries, Anna\" <anna@voorbeeld.example>;")]
    [TestCase("mailto:anna@voorbeeld.example")]
    [TestCase("anna@voorbeeld.example.")]
    [TestCase("anna@voorbeeld.example, ")]
    public void Each_is_the_same_address(string text) =>
        Assert.That(FailureNotification.RecipientOf(text), Is.EqualTo("anna@voorbeeld.example").IgnoreCase);

    [TestCase("anna@voorbeeld.example.")]
    [TestCase("<anna@voorbeeld.example.>")]
    [TestCase("anna@voorbeeld.example,")]
    [TestCase("anna@voorbeeld.example. ;")]
    [TestCase("anna@voorbeeld.example.\t.")]
    [TestCase("Anna <anna@voorbeeld.example.>")]
    [TestCase("<anna@voorbeeld.example>.")]
    [TestCase("anna@voorbeeld.example>,")]
    [TestCase("\"Anna\" <anna@voorbeeld.example>;")]
    [TestCase("mailto:anna@voorbeeld.example")]
    [TestCase("<mailto:anna@voorbeeld.example>")]
    [TestCase("anna@voorbeeld.example,\u3000\n;")]
    [TestCase("anna@voorbeeld\u3002example\u3002")]
    public void So_is_what_a_notification_names(string text) =>
        Assert.That(RecipientKey.Of(FailureNotification.RecipientOf(text)).Value, Is.EqualTo("anna@voorbeeld.example"));

    [TestCase("\"a<b\"@voorbeeld.example")]
    [TestCase("<\"a<b\"@voorbeeld.example>")]
    [TestCase("a>")]
    [TestCase("jan")]
    [TestCase("jan.")]
    public void What_is_part_of_an_address_stays(string text) => Assert.That(FailureNotification.RecipientOf(text), Is.EqualTo(text.Trim('<', '>')));
}
