using FailureFunctions.Functions.Http;
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
        Assert.That(RecipientKey.Of(FieldErrors.AddressOf(text)).Value, Is.EqualTo("anna@voorbeeld.example"));

    [TestCase("\"a<b\"@voorbeeld.example")]
    [TestCase("a>")]
    [TestCase("jan")]
    public void What_is_part_of_an_address_stays(string text) => Assert.That(FieldErrors.AddressOf(text), Is.EqualTo(text.Trim('>')));
}
