using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReplayWindowTests
{
    private readonly FakeTimeProvider _time = new(SigningFixture.Start);

    [Test]
    public void What_became_of_a_request_is_remembered_for_the_window()
    {
        var replays = new ReplayWindow<string>(TimeSpan.FromMinutes(10), 100, _time);
        replays.Remember(Signature(1), "recorded");

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(replays.TryRecall(Signature(1), out var outcome));
        Assert.That(outcome, Is.EqualTo("recorded"));
        Assert.That(replays.TryRecall(Signature(2), out _), Is.False);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(replays.TryRecall(Signature(1), out _), Is.False);
        Assert.That(replays.Count, Is.Zero);
    }

    [Test]
    public void The_first_outcome_stays()
    {
        var replays = new ReplayWindow<string>(TimeSpan.FromMinutes(10), 100, _time);
        replays.Remember(Signature(1), "recorded");
        replays.Remember(Signature(1), "duplicate");

        Assert.That(replays.TryRecall(Signature(1), out var outcome));
        Assert.That(outcome, Is.EqualTo("recorded"));
    }

    [Test]
    public void The_oldest_is_forgotten_when_there_are_too_many()
    {
        var replays = new ReplayWindow<int>(TimeSpan.FromMinutes(10), 100, _time);
        for (var index = 0; index < 250; index++)
            replays.Remember(Signature(index), index);

        Assert.That(replays.Count, Is.EqualTo(100));
        Assert.That(replays.TryRecall(Signature(149), out _), Is.False);
        Assert.That(replays.TryRecall(Signature(150), out var outcome));
        Assert.That(outcome, Is.EqualTo(150));
    }

    [Test]
    public async Task Many_threads_may_use_it()
    {
        var replays = new ReplayWindow<int>(TimeSpan.FromMinutes(10), 1000, _time);

        await Parallel.ForAsync(0, 20_000, (index, _) =>
        {
            replays.Remember(Signature(index % 500), index % 500);
            Assert.That(replays.TryRecall(Signature(index % 500), out var outcome));
            Assert.That(outcome, Is.EqualTo(index % 500));
            return ValueTask.CompletedTask;
        });

        Assert.That(replays.Count, Is.EqualTo(500));
    }

    [Test]
    public async Task Every_spelling_of_a_signature_is_the_same_request()
    {
        var fixture = new SigningFixture();
        var parts = fixture.Draft.Sign();
        string[] spellings = [parts.AsDocumented(), parts.Joined(" "), (parts with { Signature = parts.Signature.TrimEnd('=') }).AsDocumented()];

        var seen = new HashSet<string>();
        foreach (var spelling in spellings)
        {
            var result = await fixture.AuthenticateAsync(fixture.Draft.Build(headers => headers["Signature"] = spelling));
            seen.Add(((Authentication.Authenticated)result).Signature.ToString()!);
        }

        Assert.That(seen, Has.Count.EqualTo(1));
        Assert.That(seen.Single(), Does.Match("^[0-9a-f]{64}$"));
    }

    private static SignatureFingerprint Signature(int number) => SignatureFingerprint.Of(BitConverter.GetBytes(number));
}
