using FailureFunctions.Receiving;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Receiving;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RefusalLogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _records = [];
    private readonly RefusalLog _log;

    public RefusalLogTests() => _log = new RefusalLog(_time);

    [Test]
    public void A_flood_is_the_first_refusal_and_a_count_per_minute_and_none_is_lost()
    {
        for (var second = 0; second < 150; second++)
        {
            for (var request = 0; request < 100; request++)
                Add("flood");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(_records, Is.EqualTo((string[])["flood 1", "flood 5999", "flood 6000"]));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(_records.Select(record => int.Parse(record.Split(' ')[1], null)).Sum(), Is.EqualTo(15_000));
    }

    [Test]
    public void After_a_quiet_minute_the_next_one_is_logged_at_once()
    {
        Add("one");
        _time.Advance(TimeSpan.FromMinutes(1));
        Add("one");

        Assert.That(_records, Is.EqualTo((string[])["one 1", "one 1"]));
    }

    [Test]
    public void Each_cause_is_counted_by_itself()
    {
        Add("one");
        Add("other");
        Add("other");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(_records, Is.EqualTo((string[])["one 1", "other 1", "other 1"]));
    }

    private void Add(string kind) => _log.Add(kind, count => _records.Add($"{kind} {count}"));
}
