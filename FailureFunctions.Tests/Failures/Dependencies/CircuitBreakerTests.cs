using System.Reflection;
using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Failures.Dependencies;
using FailureFunctions.Tests.Failures.Recording;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FailureFunctions.Tests.Failures.Dependencies;

/// <summary>When calls of a dependency are made, and when none is. Time moves only as the test moves it.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CircuitBreakerTests
{
    private static readonly TestCaseData[] OfTheDependency =
    [
        Failing("busy", () => new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy)),
        Failing("gone", () => new ServiceBusException("gone", ServiceBusFailureReason.ServiceCommunicationProblem)),
        Failing("no topic", () => new ServiceBusException("no topic", ServiceBusFailureReason.MessagingEntityNotFound)),
        Failing("wrong key", () => new UnauthorizedAccessException()),
        Failing("no token", () => new AuthenticationFailedException("no token")),
        Failing("503", () => new RequestFailedException(503, "busy")),
        Failing("429", () => new RequestFailedException(429, "busy")),
        Failing("403", () => new RequestFailedException(403, "forbidden")),
        Failing("no connection", () => new RequestFailedException(0, "no connection")),
        Failing("retries", () => new AggregateException(new RequestFailedException(500, "error"), new TaskCanceledException())),
        Failing("the client's own time-out", () => new TaskCanceledException()),
        Failing("an untrusted certificate", () => new AuthenticationException()),
    ];

    private static readonly TestCaseData[] OfOneEntity =
    [
        Failing("too large", () => new ServiceBusException("too large", ServiceBusFailureReason.MessageSizeExceeded)),
        Failing("400", () => new RequestFailedException(400, "a property is too long")),
        Failing("404", () => new RequestFailedException(404, "no such row")),
        Failing("409", () => new RequestFailedException(409, "there is one")),
        Failing("412", () => new RequestFailedException(412, "changed")),
        Failing("413", () => new RequestFailedException(413, "too large")),
        Failing("a bug of ours", () => new InvalidOperationException()),
    ];

    private static readonly Dependency[] Dependencies =
        [.. typeof(Dependency).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Dependency>()];

    private static readonly TestCaseData[] Behind =
        [.. Dependencies.Where(dependency => !dependency.Decides).Select(dependency => new TestCaseData(dependency).SetArgDisplayNames(dependency.Operation))];

    private readonly FakeTimeProvider _time = new();
    private readonly DependencyCalls _calls;
    private int _made;

    public CircuitBreakerTests() => _calls = TestCalls.Limited(_time);

    [TestCaseSource(nameof(OfTheDependency))]
    public async Task Two_failures_within_a_minute_open_it_however_many_calls_succeed(Func<Exception> failure)
    {
        await FailAsync(failure);
        for (var i = 0; i < 500; i++)
        {
            await SucceedAsync();
            _time.Advance(TimeSpan.FromMilliseconds(119));
        }
        await FailAsync(failure);

        await AssertOpenAsync();
    }

    [TestCaseSource(nameof(OfOneEntity))]
    public async Task What_concerns_one_entity_or_is_a_bug_never_opens_it(Func<Exception> failure)
    {
        for (var i = 0; i < 10; i++)
            await FailAsync(failure);

        await SucceedAsync();
    }

    [Test]
    public async Task One_failure_among_many_successes_does_not_open_it()
    {
        for (var i = 0; i < 100; i++)
            await SucceedAsync();
        await FailAsync();

        await SucceedAsync();
    }

    [Test]
    public async Task Two_failures_a_minute_apart_do_not_open_it()
    {
        await FailAsync();
        _time.Advance(DependencyPipelines.Window);
        await FailAsync();

        await SucceedAsync();
    }

    [Test]
    public async Task Time_outs_count_as_failures()
    {
        await TimeOutAsync(Dependency.Publish);
        await TimeOutAsync(Dependency.Publish);

        await AssertOpenAsync();
    }

    [TestCaseSource(nameof(Behind))]
    public async Task A_call_that_no_notification_waits_for_opens_nothing(Dependency dependency)
    {
        for (var i = 0; i < 3; i++)
            await TimeOutAsync(dependency);

        Assert.That(await _calls.RunAsync(Dependency.RowAdd, _ => Task.FromResult(1), CancellationToken.None), Is.EqualTo(1));
    }

    // A probe holds back all others until it ends.
    [TestCaseSource(nameof(Behind))]
    public async Task A_call_that_no_notification_waits_for_is_refused_while_it_is_open_and_never_the_probe(Dependency dependency)
    {
        for (var i = 0; i < 2; i++)
            await TimeOutAsync(Dependency.RowAdd);
        Assert.That(
            async () => await _calls.RunAsync(dependency, _ => Task.FromResult(1), CancellationToken.None), Throws.InstanceOf<BrokenCircuitException>());
        _time.Advance(DependencyPipelines.TablesPause);

        var slow = SilentAsync(dependency);

        Assert.That(slow.IsCompleted, Is.False);
        Assert.That(await _calls.RunAsync(Dependency.RowAdd, _ => Task.FromResult(1), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public void A_probe_ends_before_a_pause_does()
    {
        var probes = Dependencies.Where(dependency => dependency.Decides).ToList();

        Assert.That(probes.Select(dependency => dependency.System).Distinct(), Is.EquivalentTo(new[] { Dependency.Tables, Dependency.Bus }));
        foreach (var dependency in probes)
            Assert.That(
                dependency.Limit,
                Is.LessThanOrEqualTo(dependency.System == Dependency.Tables ? DependencyPipelines.TablesPause : DependencyPipelines.BusPause),
                dependency.Operation);
    }

    [Test]
    public async Task A_cancelled_call_does_not_count()
    {
        for (var i = 0; i < 3; i++)
        {
            using var stop = new CancellationTokenSource();
            var call = _calls.RunAsync(Dependency.Publish, token => Task.Delay(Timeout.InfiniteTimeSpan, token), stop.Token);
            await stop.CancelAsync();
            Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        }

        await SucceedAsync();
    }

    [Test]
    public async Task The_tables_are_used_while_the_bus_is_not()
    {
        await OpenAsync();

        Assert.That(await _calls.RunAsync(Dependency.RowAdd, _ => Task.FromResult(1), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task After_its_pause_one_call_probes_while_others_are_refused_and_its_success_closes_it()
    {
        await OpenAsync();
        _time.Advance(DependencyPipelines.BusPause - TimeSpan.FromMilliseconds(1));
        await AssertOpenAsync();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var probed = new TaskCompletionSource<int>();

        var probe = _calls.RunAsync(Dependency.Publish, _ => probed.Task, CancellationToken.None);
        await AssertOpenAsync();
        probed.SetResult(1);
        await probe;

        await SucceedAsync();
        await FailAsync();
        await SucceedAsync();
    }

    [Test]
    public async Task A_probe_that_fails_opens_it_again_also_long_after_the_last_failure()
    {
        await OpenAsync();
        _time.Advance(TimeSpan.FromHours(1));
        await FailAsync();

        await AssertOpenAsync();
    }

    [Test]
    public async Task A_probe_that_ends_in_a_bug_or_is_cancelled_tells_nothing_and_it_stays_open()
    {
        await OpenAsync();
        _time.Advance(DependencyPipelines.BusPause);
        await FailAsync(() => new InvalidOperationException());
        await AssertOpenAsync();

        _time.Advance(DependencyPipelines.BusPause);
        using var stop = new CancellationTokenSource();
        var cancelled = _calls.RunAsync(Dependency.Publish, token => Task.Delay(Timeout.InfiniteTimeSpan, token), stop.Token);
        await stop.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());

        await AssertOpenAsync();
    }

    [Test]
    public async Task A_probe_whose_own_message_is_refused_closes_it_since_the_bus_answers()
    {
        await OpenAsync();
        _time.Advance(DependencyPipelines.BusPause);
        await FailAsync(() => new ServiceBusException("too large", ServiceBusFailureReason.MessageSizeExceeded));

        await SucceedAsync();
    }

    [Test]
    public async Task Calls_in_flight_each_pay_their_limit_and_later_ones_nothing()
    {
        var inFlight = Enumerable.Range(0, 200).Select(_ => SilentAsync(Dependency.Publish)).ToArray();
        _time.Advance(Dependency.Publish.Limit);
        foreach (var call in inFlight)
            Assert.That(async () => await call, Throws.TypeOf<TimeoutRejectedException>());

        await AssertOpenAsync();
    }

    private static TestCaseData Failing(string name, Func<Exception> failure) => new TestCaseData(failure).SetArgDisplayNames(name);

    private async Task OpenAsync()
    {
        await FailAsync();
        await FailAsync();
        await AssertOpenAsync();
    }

    private Task FailAsync() => FailAsync(() => new TimeoutException());

    private async Task FailAsync(Func<Exception> failure)
    {
        var exception = failure();
        try
        {
            await _calls.RunAsync(Dependency.Publish, _ => Task.FromException(exception), CancellationToken.None);
        }
        catch (Exception e)
        {
            Assert.That(e, Is.SameAs(exception));
            return;
        }
        Assert.Fail("The call's exception is passed on.");
    }

    private async Task SucceedAsync()
    {
        var before = _made;
        await _calls.RunAsync(Dependency.Publish, _ => Task.FromResult(++_made), CancellationToken.None);
        Assert.That(_made, Is.EqualTo(before + 1));
    }

    private async Task TimeOutAsync(Dependency dependency)
    {
        var call = SilentAsync(dependency);
        _time.Advance(dependency.Limit);
        try
        {
            await call.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutRejectedException)
        {
            return;
        }
        Assert.Fail("It has no time limit.");
    }

    // Heeds no token.
    private Task<int> SilentAsync(Dependency dependency) =>
        _calls.RunAsync(dependency, _ => new TaskCompletionSource<int>().Task, CancellationToken.None);

    private Task AssertOpenAsync()
    {
        var before = _made;
        Assert.That(
            async () => await _calls.RunAsync(Dependency.Publish, _ => Task.FromResult(++_made), CancellationToken.None),
            Throws.InstanceOf<BrokenCircuitException>());
        Assert.That(_made, Is.EqualTo(before), "a call was made");
        return Task.CompletedTask;
    }
}
