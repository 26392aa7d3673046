namespace FailureFunctions.Bench.Chaos.Tests;

[TestFixture]
internal sealed class ChaosOptionsTests
{
    [Test]
    public void Ten_thousand_are_sent_over_two_hundred_seconds_unless_told_otherwise()
    {
        Assert.That(ChaosOptions.TryParse([], out var options, out _));
        Assert.That((options!.Count, options.Sending), Is.EqualTo((10_000, TimeSpan.FromSeconds(200))));
    }

    [Test]
    public void Everything_can_be_told()
    {
        Assert.That(ChaosOptions.TryParse(["--seed", "7", "--count", "1500", "--seconds", "25"], out var options, out _));
        Assert.That(options, Is.EqualTo(new ChaosOptions { Count = 1500, Seed = 7, Sending = TimeSpan.FromSeconds(25) }));
    }

    [TestCase("--count", "", "--count takes a whole number from 1 to 1000000, not ''.")]
    [TestCase("--count", "0", "--count takes a whole number from 1 to 1000000, not '0'.")]
    [TestCase("--seed", "-1", "--seed takes a whole number from 0 to 2147483647, not '-1'.")]
    [TestCase("--seconds", "a minute", "--seconds takes a whole number from 1 to 86400, not 'a minute'.")]
    [TestCase("--speed", "1", "--speed is no option; there are --count, --seed and --seconds.")]
    [TestCase("--seed", null, "--seed lacks its value.")]
    public void What_is_wrong_is_said_in_one_line(string option, string? value, string expected)
    {
        Assert.That(ChaosOptions.TryParse(value is null ? [option] : [option, value], out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(expected));
    }

    [Test]
    public void Nothing_is_told_twice()
    {
        Assert.That(ChaosOptions.TryParse(["--seed", "1", "--seed", "2"], out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo("--seed is given twice."));
    }
}
