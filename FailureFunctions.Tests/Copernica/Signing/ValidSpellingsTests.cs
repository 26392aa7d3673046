using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ValidSpellingsTests
{
    private static readonly SigningFixture Fixture = new();

    private static IEnumerable<TestCaseData> Spellings() =>
        ValidSpellings.Of(Fixture.Draft).Select(spelling => new TestCaseData(spelling).SetArgDisplayNames(spelling.Name));

    [TestCaseSource(nameof(Spellings))]
    public async Task Every_spelling_of_a_valid_request_is_accepted(RequestCase spelling)
    {
        var result = await Fixture.AuthenticateAsync(spelling.Request);

        Assert.That(result, Is.InstanceOf<Authentication.Authenticated>(), () => $"{result}");
        var accepted = (Authentication.Authenticated)result;
        Assert.Multiple(() =>
        {
            Assert.That(accepted.Account.ToString(), Is.EqualTo("account_1234"));
            Assert.That(accepted.Signature, Is.Not.Null);
            Assert.That(accepted.SignedDate, Is.EqualTo(SigningFixture.Start).Within(TimeSpan.FromMinutes(4)));
        });
    }

    [Test]
    public void There_are_enough_spellings()
    {
        var names = ValidSpellings.Of(Fixture.Draft).Select(spelling => spelling.Name).ToList();

        TestContext.Out.WriteLine($"{names.Count} spellings of valid requests");
        Assert.That(names, Is.Unique);
        Assert.That(names, Has.Count.GreaterThanOrEqualTo(40));
    }
}
