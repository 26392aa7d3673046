using System.Security.Cryptography;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Signing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReplayWindowTests
{
    private readonly IOptions<CopernicaOptions> _options =
        Options.Create(new CopernicaOptions { MaxClockSkew = TimeSpan.FromMinutes(5) });

    private readonly FakeTimeProvider _time = new(SigningFixture.Start);

    [Test]
    public void An_outcome_is_remembered_for_twice_the_clock_skew()
    {
        using var replays = Window<string>();
        replays.Remember("one", "recorded");

        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.That(replays.TryRecall("one", out var outcome));
        Assert.That(outcome, Is.EqualTo("recorded"));
        Assert.That(replays.TryRecall("two", out _), Is.False);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That(replays.TryRecall("one", out _), Is.False);
    }

    [Test]
    public void The_first_outcome_stays()
    {
        using var replays = Window<string>();
        replays.Remember("one", "recorded");
        _time.Advance(TimeSpan.FromMinutes(9));
        replays.Remember("one", "duplicate");

        Assert.That(replays.TryRecall("one", out var outcome));
        Assert.That(outcome, Is.EqualTo("recorded"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(replays.TryRecall("one", out _), Is.False, "remembering it again does not prolong it");
    }

    [Test]
    public void Ten_thousand_outcomes_are_remembered()
    {
        using var replays = new ReplayWindow<int>(_options, _time);
        for (var index = 0; index < 10_000; index++)
            replays.Remember($"{index}", index);
        Assert.That(Enumerable.Range(0, 10_000).Count(index => replays.TryRecall($"{index}", out var outcome) && outcome == index), Is.EqualTo(10_000));

        replays.Remember("one too many", 0);

        Assert.That(replays.TryRecall("one too many", out _), Is.False);
    }

    [Test]
    public void A_full_window_drops_outcomes_and_makes_room()
    {
        using var replays = Window<int>(capacity: 100);
        for (var index = 0; index < 250; index++)
        {
            replays.Remember($"{index}", index);
            Assert.That(Enumerable.Range(0, 250).Count(number => replays.TryRecall($"{number}", out _)), Is.LessThanOrEqualTo(100));
        }

        // The cache makes room on another thread.
        Assert.That(() => { replays.Remember("new", 1); return replays.TryRecall("new", out _); }, Is.True.After(10_000, 10));
    }

    [Test]
    public async Task Many_threads_may_use_it()
    {
        using var replays = Window<int>();

        await Parallel.ForAsync(0, 20_000, (index, _) =>
        {
            replays.Remember($"{index % 500}", index % 500);
            Assert.That(replays.TryRecall($"{index % 500}", out var outcome));
            Assert.That(outcome, Is.EqualTo(index % 500));
            return ValueTask.CompletedTask;
        });
    }

    [Test]
    public async Task Every_format_of_a_signature_is_the_same_request()
    {
        var fixture = new SigningFixture();
        var parts = fixture.Draft.Sign();
        string[] formats = [parts.AsDocumented(), parts.Joined(" "), (parts with { Signature = parts.Signature.TrimEnd('=') }).AsDocumented()];

        var seen = new HashSet<string>();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(parts.Signature)));
        foreach (var format in formats)
        {
            var result = await fixture.AuthenticateAsync(fixture.Draft.Build(headers => headers["Signature"] = format));
            seen.Add(((Authentication.Authenticated)result).Signature!);
        }

        Assert.That(seen, Is.EqualTo(new[] { hash }));
    }

    private ReplayWindow<T> Window<T>(int capacity = 1000) => new(_options, _time, capacity);
}
