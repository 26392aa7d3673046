using FailureFunctions.Bench.Load.Stores;

namespace FailureFunctions.Bench.Load.Tests;

[TestFixture]
internal sealed class LoadOptionsTests
{
    [Test]
    public void A_comparison_is_sequential_on_instant_stores_unless_told_otherwise()
    {
        Assert.That(LoadOptions.TryParse(["compare"], out var options, out _));
        Assert.That(options, Is.EqualTo(new LoadOptions { Verb = "compare", Concurrency = 1, Rate = 0, Rounds = 4, Stores = new(TimeSpan.Zero) }));
    }

    [Test]
    public void Everything_can_be_told()
    {
        Assert.That(LoadOptions.TryParse(
            [
                "run", "--target", "naive", "--rate", "200", "--seconds", "20", "--warmup", "0", "--rounds", "6", "--duplicates", "0.25",
                "--hot", "1", "--size", "5000", "--stores", "instant:5", "--published", "--updater", "--output", "out",
            ],
            out var options, out _));
        Assert.That(options, Is.EqualTo(new LoadOptions
        {
            Verb = "run",
            Target = "naive",
            Rate = 200,
            Seconds = 20,
            Warmup = 0,
            Rounds = 6,
            Duplicates = 0.25,
            Hot = 1,
            Size = 5000,
            Stores = new(TimeSpan.FromMilliseconds(5)),
            Published = true,
            Updater = true,
            Output = "out",
        }));
    }

    [Test]
    public void A_flood_is_beside_a_fixed_rate()
    {
        Assert.That(LoadOptions.TryParse(["flood"], out var options, out _));
        Assert.That((options!.Rate, options.Forgeries), Is.EqualTo((50, 100)));
    }

    [Test]
    public void An_outage_is_under_a_fixed_rate()
    {
        Assert.That(LoadOptions.TryParse(["outage"], out var options, out _));
        Assert.That(options!.Rate, Is.EqualTo(100));
    }

    [Test]
    public void An_app_that_runs_already_can_be_measured()
    {
        Assert.That(LoadOptions.TryParse(
            ["run", "--url", "http://localhost:7071/api/failures?code=k", "--host-pid", "12", "--worker-pid", "34"], out var options, out _));
        Assert.That((options!.Url!.Port, options.HostPid, options.WorkerPid), Is.EqualTo((7071, 12, 34)));
    }

    [TestCase("", "The first word must be one of run, compare, cold, outage, flood.")]
    [TestCase("warm", "The first word must be one of run, compare, cold, outage, flood.")]
    [TestCase("run --fast 1", "--fast: \"1\" is not possible; there is no such option.")]
    [TestCase("run --rate", "--rate lacks its value, or is not an option.")]
    [TestCase("run --rate 5 --rate 6", "--rate is given twice.")]
    [TestCase("run --rate 0", "--rate: \"0\" is not possible; give a whole number from 1 to 20000.")]
    [TestCase("run --hot 1.5", "--hot: \"1.5\" is not possible; give a number from 0 to 1.")]
    [TestCase("run --stores instant:7", "--stores: \"instant:7\" is not possible; there are azurite, instant, instant:1, instant:5, instant:20.")]
    [TestCase("run --target other", "--target: \"other\" is not possible; there are app, naive, empty.")]
    [TestCase("run --rate 5 --concurrency 6", "--rate and --concurrency exclude each other: an open loop waits for no answer.")]
    [TestCase("cold --target app", "--url and --target are for run; cold starts what it measures.")]
    [TestCase("cold --seconds 5", "--seconds has no effect: cold sends one notification after each start.")]
    [TestCase("flood --concurrency 4", "--concurrency has no effect: flood sends at --rate.")]
    [TestCase("run --forgeries 5", "--forgeries is for flood.")]
    [TestCase("outage --concurrency 4", "--concurrency has no effect: outage sends at --rate.")]
    [TestCase("outage --stores azurite", "outage needs instant stores, which count the outbox.")]
    [TestCase("run --worker-pid 7", "--key, --host-pid and --worker-pid are for --url.")]
    [TestCase("run --url http://localhost/ --stores azurite", "--url names an app that runs already, so --target, --stores, --published and --updater have no effect.")]
    public void What_is_wrong_is_said_in_one_line(string line, string expected)
    {
        Assert.That(LoadOptions.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(expected));
    }

    [TestCase("azurite")]
    [TestCase("instant")]
    [TestCase("instant:20")]
    public void Stores_are_written_as_they_are_read(string text)
    {
        Assert.That(StoreKind.TryParse(text)!.ToString(), Is.EqualTo(text));
    }
}
