using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using Polly.Timeout;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>When calls of a dependency are made, and when none is. Time moves only as the test moves it.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CircuitBreakerTests : CircuitTest
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

    [TestCaseSource(nameof(OfTheDependency))]
    public async Task Two_failures_within_a_minute_open_it_however_manyCalls_succeed(Func<Exception> failure)
    {
        await FailAsync(failure);
        for (var i = 0; i < 500; i++)
        {
            await SucceedAsync();
            Time.Advance(TimeSpan.FromMilliseconds(119));
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
        Time.Advance(DependencyPipelines.Window);
        await FailAsync();

        await SucceedAsync();
    }

    [Test]
    public async Task Time_outs_count_as_failures()
    {
        await TimeOutAsync(RecordingCalls.Publish);
        await TimeOutAsync(RecordingCalls.Publish);

        await AssertOpenAsync();
    }

    [TestCaseSource(nameof(Behind))]
    public async Task A_call_that_no_notification_waits_for_opens_nothing(Dependency dependency)
    {
        for (var i = 0; i < 3; i++)
            await TimeOutAsync(dependency);

        Assert.That(await Calls.RunAsync(RecordingCalls.AddRow, _ => Task.FromResult(1), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task A_cancelled_call_does_not_count()
    {
        for (var i = 0; i < 3; i++)
        {
            using var stop = new CancellationTokenSource();
            var call = Calls.RunAsync(RecordingCalls.Publish, token => Task.Delay(Timeout.InfiniteTimeSpan, token), stop.Token);
            await stop.CancelAsync();
            Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        }

        await SucceedAsync();
    }

    [Test]
    public async Task The_tables_are_used_while_the_bus_is_not()
    {
        await OpenAsync();

        Assert.That(await Calls.RunAsync(RecordingCalls.AddRow, _ => Task.FromResult(1), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task Calls_in_flight_each_pay_their_limit_and_later_ones_nothing()
    {
        var inFlight = Enumerable.Range(0, 200).Select(_ => SilentAsync(RecordingCalls.Publish)).ToArray();
        Time.Advance(RecordingCalls.Publish.Limit);
        foreach (var call in inFlight)
            Assert.That(async () => await call, Throws.TypeOf<TimeoutRejectedException>());

        await AssertOpenAsync();
    }

    private static TestCaseData Failing(string name, Func<Exception> failure) => new TestCaseData(failure).SetArgDisplayNames(name);
}
