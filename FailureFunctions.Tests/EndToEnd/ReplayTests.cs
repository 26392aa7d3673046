using System.Text;
using FailureFunctions.Tests.Copernica.Signing;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>A genuine call that somebody sends again creates nothing new.</summary>
[TestFixture, NonParallelizable]
internal sealed class ReplayTests
{
    [Test]
    public async Task The_same_call_again_is_answered_as_duplicate_and_not_processed_again()
    {
        var call = Draft("replayed", World.App).Build();

        var first = await Wire.SendAsync(World.App, Wire.Of(call));
        var second = await Wire.SendAsync(World.App, Wire.Of(call));

        Assert.That((first.Status, first.Outcome), Is.EqualTo((200, "recorded")), first.Text);
        Assert.That((second.Status, second.Outcome, second.EventId), Is.EqualTo((200, "duplicate", first.EventId)));
        // The line that is logged whenever a failure is processed.
        Assert.That(World.App.LogText.Split($"Failure {first.EventId} of "), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_replay_at_another_instance_creates_no_second_row_and_no_second_message()
    {
        // Both stand for one host, as behind a load balancer: the other takes calls for the first one's name.
        await using var other = await AppProcess.StartAsync(_ => World.Settings(World.App.Host));
        var call = Draft("elsewhere", World.App).Build();

        var first = await Wire.SendAsync(World.App, Wire.Of(call));
        var second = await Wire.SendAsync(other, Wire.Of(call));

        Assert.That((first.Outcome, second.Outcome), Is.EqualTo(("recorded", "duplicate")));
        Assert.That(await Wire.RowsAsync("elsewhere@example.nl"), Has.Count.EqualTo(1));
        await World.AssertPublishedOnceAsync(first.EventId);
    }

    [Test]
    public async Task Calls_at_two_instances_at_once_create_one_row_and_one_message()
    {
        await using var other = await AppProcess.StartAsync(_ => World.Settings(World.App.Host));
        var call = Draft("at-once", World.App).Build();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Wire.SendAsync(i % 2 == 0 ? World.App : other, Wire.Of(call))));

        Assert.That(answers.Select(answer => answer.Status), Has.All.AnyOf(200, 202));
        Assert.That(await Wire.RowsAsync("at-once@example.nl"), Has.Count.EqualTo(1));
        await World.AssertPublishedOnceAsync(answers[0].EventId);
    }

    [Test]
    public async Task A_message_whose_receipt_was_lost_is_sent_again_and_dropped_by_the_topic()
    {
        World.Broker.Faults.LoseAnswers(1);
        try
        {
            var answer = await Wire.PostAsync(World.App, Wire.Notification("receipt-lost"));

            Assert.That(answer.Status, Is.EqualTo(200).Or.EqualTo(202), answer.Text);
            await World.AssertPublishedOnceAsync(answer.EventId);
        }
        finally
        {
            World.Broker.Faults.Clear();
        }
    }

    private static RequestDraft Draft(string name, AppProcess app) => new()
    {
        Now = DateTimeOffset.UtcNow,
        Host = app.Host,
        Body = Encoding.UTF8.GetBytes(Wire.Notification(name)),
    };
}
