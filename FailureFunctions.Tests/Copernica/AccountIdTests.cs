using FailureFunctions.Copernica;

namespace FailureFunctions.Tests.Copernica;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class AccountIdTests
{
    [TestCase("account-1234", "account_1234")]
    [TestCase(" Account_01234\t", "account_1234")]
    [TestCase("environment_7", "environment_7")]
    [TestCase("abcdefghijklmnopqrstuvwxyzabcdef_999999999999999999", "abcdefghijklmnopqrstuvwxyzabcdef_999999999999999999")]
    public void An_account_is_a_kind_and_a_number(string text, string account)
    {
        Assert.That(AccountId.TryParse(text, out var parsed));
        Assert.That(parsed.ToString(), Is.EqualTo(account));
    }

    [TestCase("abcdefghijklmnopqrstuvwxyzabcdefg_1")]
    [TestCase("account_1000000000000000000")]
    [TestCase("account_")]
    [TestCase("_1")]
    [TestCase("account 1")]
    public void Anything_else_is_not_an_account(string text) => Assert.That(AccountId.TryParse(text, out _), Is.False);
}
