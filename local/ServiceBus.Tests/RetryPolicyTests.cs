using Azure.Messaging.ServiceBus.Retrying;
using Microsoft.Extensions.Time.Testing;

namespace Azure.Messaging.ServiceBus.Tests;

public sealed class RetryPolicyTests
{
    private static readonly ServiceBusException Busy = new("busy", ServiceBusFailureReason.ServiceBusy);

    [Test]
    public void The_defaults_are_Microsofts()
    {
        var options = new ServiceBusRetryOptions();

        Assert.Multiple(() =>
        {
            Assert.That(options.Mode, Is.EqualTo(ServiceBusRetryMode.Exponential));
            Assert.That(options.MaxRetries, Is.EqualTo(3));
            Assert.That(options.Delay, Is.EqualTo(TimeSpan.FromSeconds(0.8)));
            Assert.That(options.MaxDelay, Is.EqualTo(TimeSpan.FromMinutes(1)));
            Assert.That(options.TryTimeout, Is.EqualTo(TimeSpan.FromMinutes(1)));
        });
    }

    [Test]
    public void Exponential_delays_double_up_to_the_longest()
    {
        var policy = Policy(new() { Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(5), MaxRetries = 4 });

        Assert.That(
            Enumerable.Range(1, 5).Select(attempt => policy.CalculateRetryDelay(Busy, attempt)?.TotalSeconds),
            Is.EqualTo(new double?[] { 1, 2, 4, 5, null }));
    }

    [Test]
    public void Fixed_delays_stay_the_same_apart_from_the_jitter()
    {
        var options = new ServiceBusRetryOptions { Mode = ServiceBusRetryMode.Fixed, Delay = TimeSpan.FromSeconds(10) };

        Assert.That(new BasicRetryPolicy(options, () => 0).CalculateRetryDelay(Busy, 3), Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(new BasicRetryPolicy(options, () => 1).CalculateRetryDelay(Busy, 3), Is.EqualTo(TimeSpan.FromSeconds(10.8)));
    }

    [Test]
    public void Only_transient_failures_are_retried()
    {
        var policy = Policy(new());

        Assert.Multiple(() =>
        {
            Assert.That(policy.CalculateRetryDelay(new TimeoutException(), 1), Is.Not.Null);
            Assert.That(policy.CalculateRetryDelay(new ServiceBusException(true, "unclear"), 1), Is.Not.Null);
            Assert.That(policy.CalculateRetryDelay(new ServiceBusException("gone", ServiceBusFailureReason.MessagingEntityNotFound), 1), Is.Null);
            Assert.That(policy.CalculateRetryDelay(new UnauthorizedAccessException(), 1), Is.Null);
        });
    }

    [Test]
    public void Options_refuse_what_makes_no_sense()
    {
        var options = new ServiceBusRetryOptions();

        Assert.Multiple(() =>
        {
            Assert.That(() => options.MaxRetries = -1, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => options.MaxRetries = 101, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => options.Delay = TimeSpan.Zero, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => options.MaxDelay = TimeSpan.FromTicks(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => options.TryTimeout = TimeSpan.FromHours(2), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => options.TryTimeout = TimeSpan.FromTicks(-1), Throws.InstanceOf<ArgumentException>());
        });
    }

    [Test]
    public async Task An_attempt_that_takes_too_long_is_a_ServiceTimeout_once_the_retries_are_used_up()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var runner = new RetryRunner(Policy(new() { MaxRetries = 1, TryTimeout = TimeSpan.FromSeconds(30), Delay = TimeSpan.FromSeconds(2) }), time);
        var attempts = 0;
        var running = runner.RunAsync(
            async token =>
            {
                attempts++;
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            },
            "queue",
            CancellationToken.None);

        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => running))!;
        Assert.That((exception.Reason, exception.EntityPath, attempts), Is.EqualTo((ServiceBusFailureReason.ServiceTimeout, "queue", 2)));
    }

    [Test]
    public async Task A_cancelled_caller_is_not_kept_for_the_delay()
    {
        using var cancellation = new CancellationTokenSource();
        var runner = new RetryRunner(Policy(new() { Delay = TimeSpan.FromMinutes(5), MaxDelay = TimeSpan.FromMinutes(5) }), TimeProvider.System);
        var running = runner.RunAsync(_ => Task.FromException(Busy), "queue", cancellation.Token);

        cancellation.Cancel();

        await Assert.ThrowsAsync<TaskCanceledException>(() => running);
    }

    private static BasicRetryPolicy Policy(ServiceBusRetryOptions options) => new(options, () => 0);
}
