using FailureFunctions.Bench.Load.Measuring;

namespace FailureFunctions.Bench.Load.Tests;

[TestFixture]
internal sealed class VerdictsTests
{
    [Test]
    public void Ratios_are_taken_within_a_round()
    {
        var row = Summary.Of([Round("app", 1, p50: 2), Round("naive", 1, p50: 1), Round("naive", 2, p50: 10), Round("app", 2, p50: 20)])
            .Single(row => row.Metric == Metric.P50);
        Assert.That(row.Ratios["naive"], Is.EqualTo(new Spread(2, 2, 2)));
        Assert.That(row.Targets["app"], Is.EqualTo(new Spread(11, 2, 20)));
    }

    [Test]
    public void Steady_rounds_are_conclusive_even_when_the_machine_becomes_slower()
    {
        Assert.That(Of(Round("app", 1, 2), Round("naive", 1, 1), Round("app", 2, 4), Round("naive", 2, 2), Round("app", 3, 2), Round("naive", 3, 1)), Is.Empty);
    }

    [Test]
    public void Ratios_that_vary_are_too_noisy()
    {
        Assert.That(
            Of(Round("app", 1, 2), Round("naive", 1, 1), Round("app", 2, 3), Round("naive", 2, 1), Round("app", 3, 2), Round("naive", 3, 1)),
            Is.EqualTo(new[] { "too noisy: p50 ms, ratio to naive, varies by 50 % between rounds." }));
    }

    [Test]
    public void Few_samples_and_few_rounds_are_too_short()
    {
        Assert.That(Of(Round("app", 1, 2, accepted: 199)), Is.EqualTo(new[]
        {
            "too short: app has 199 accepted requests in round 1; 200 are needed.",
            "too short: 1 of at least 3 rounds, so the noise is unknown.",
        }));
    }

    [Test]
    public void A_generator_that_computes_most_of_the_time_is_the_bottleneck_of_a_closed_loop()
    {
        var rounds = Steady(Metric.GeneratorCores, 0.9);
        Assert.That(Verdicts.Of(rounds, rate: 0), Is.EqualTo(new[] { "generator is the bottleneck: 90 % of a core while it loads app." }));
        Assert.That(Verdicts.Of(rounds, rate: 100), Is.Empty);
    }

    [Test]
    public void A_target_that_still_compiles_is_not_warm()
    {
        var rounds = Steady(Metric.Compiling, 0.2).Select(round => round with
        {
            Values = new Dictionary<string, double>(round.Values) { [Metric.WorkerCpu] = 1 },
        }).ToList();
        Assert.That(
            Verdicts.Of(rounds, rate: 0),
            Is.EqualTo(new[] { "not warm: the JIT took up to 20 % of the CPU of app in a round; lengthen --warmup." }));
    }

    [Test]
    public void A_generator_that_falls_behind_is_the_bottleneck_of_an_open_loop()
    {
        Assert.That(
            Verdicts.Of(Steady(Metric.LatenessP99, 30), rate: 100),
            Is.EqualTo(new[] { "generator is the bottleneck: it sends to app up to 30 ms late (p99); lower the rate, or stop what else runs." }));
    }

    [Test]
    public void A_target_that_refuses_is_named_with_its_answers()
    {
        var rounds = Steady(Metric.GeneratorCores, 0);
        rounds[1] = rounds[1] with { Statuses = new Dictionary<int, int> { [200] = 500, [0] = 2, [429] = 7 } };
        Assert.That(Verdicts.Of(rounds, rate: 0), Is.EqualTo(new[] { "target refuses: app answered not at all (2 times), 429 (7 times)." }));
    }

    private static IReadOnlyList<string> Of(params Reading[] readings) => Verdicts.Of(readings, rate: 0);

    private static Reading[] Steady(string metric, double value) => [.. Enumerable.Range(1, 3).Select(round => Round("app", round, 1, metric, value))];

    private static Reading Round(string target, int round, double p50, string metric = Metric.GeneratorCores, double value = 0, int accepted = 500) => new()
    {
        Target = target,
        Round = round,
        Values = new Dictionary<string, double> { [Metric.Accepted] = accepted, [Metric.P50] = p50, [metric] = value },
        Statuses = new Dictionary<int, int> { [200] = accepted },
    };
}
