using FailureFunctions.Bench.Load.Measuring;

namespace FailureFunctions.Bench.Load.Tests;

[TestFixture]
internal sealed class ReadingTests
{
    [Test]
    public void Percentiles_are_those_of_the_accepted_requests()
    {
        var samples = Enumerable.Range(1, 100).Select(ms => Sample(ms, 200)).Append(Sample(9000, 503)).ToList();

        var reading = Read(new Traffic(samples, TimeSpan.FromSeconds(10), []));

        Assert.Multiple(() =>
        {
            Assert.That(reading.Values[Metric.P50], Is.EqualTo(50).Within(0.1));
            Assert.That(reading.Values["p99 ms"], Is.EqualTo(99).Within(0.1));
            Assert.That(reading.Values["max ms"], Is.EqualTo(100).Within(0.1));
            Assert.That(reading.Values[Metric.PerSecond], Is.EqualTo(10));
            Assert.That(reading.Statuses, Is.EqualTo(new Dictionary<int, int> { [200] = 100, [503] = 1 }));
        });
    }

    [Test]
    public void Costs_are_per_accepted_request()
    {
        var traffic = new Traffic([Sample(1, 200), Sample(1, 202), Sample(1, 500)], TimeSpan.FromSeconds(1), []);
        var reading = Reading.Of("app", 1, traffic, accepted => [KeyValuePair.Create("CPU", 10.0 / accepted)]);
        Assert.That(reading.Values["CPU"], Is.EqualTo(5));
    }

    [Test]
    public void A_round_without_any_accepted_request_can_be_read()
    {
        var reading = Read(new Traffic([Sample(1, 401)], TimeSpan.FromSeconds(1), []));
        Assert.That((reading.Values[Metric.P50], reading.Timeline.Count), Is.EqualTo((0.0, 0)));
    }

    [Test]
    public void Each_second_has_its_own_times()
    {
        var samples = new[] { new Sample(TimeSpan.FromSeconds(0.5), Ms(1), 200), new Sample(TimeSpan.FromSeconds(2.5), Ms(7), 200) };
        var reading = Read(new Traffic(samples, TimeSpan.FromSeconds(3), []));
        Assert.That(reading.Timeline.Select(second => (second.At, second.Accepted)), Is.EqualTo(new[] { (0, 1), (2, 1) }));
        Assert.That(reading.Timeline[1].P99, Is.EqualTo(7).Within(0.01));
    }

    private static Reading Read(Traffic traffic) => Reading.Of("app", 1, traffic, _ => []);

    private static Sample Sample(int milliseconds, int status) => new(TimeSpan.Zero, Ms(milliseconds), status);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
