using FailureFunctions.Privacy;

namespace FailureFunctions.Tests.Privacy;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class RetentionPassTests
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);
    private static readonly DateTimeOffset Now = Samples.Now;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly RetentionPass Started = new("T", Age, Now, "place", 5);

    [Test]
    public void The_first_pass_removes_what_is_older_than_the_age_now() =>
        Assert.That(RetentionPass.Due(null, "T", Age, Now), Is.EqualTo(NewAt(Now)).And.Property(nameof(RetentionPass.CutOff)).EqualTo(Now - Age));

    [Test]
    public void An_unfinished_pass_is_continued_for_a_week_and_then_starts_again()
    {
        var limit = Now.AddDays(7);

        Assert.That(RetentionPass.Due(Started, "T", Age, limit - Second), Is.EqualTo(Started));
        Assert.That(RetentionPass.Due(Started, "T", Age, limit), Is.EqualTo(NewAt(limit)));
    }

    [Test]
    public void After_a_completed_pass_the_next_one_starts_20_hours_later()
    {
        var completed = Started with { CompletedAt = Now.AddHours(1) };
        var next = Now.AddHours(21);

        Assert.That(RetentionPass.Due(completed, "T", Age, next - Second), Is.Null);
        Assert.That(RetentionPass.Due(completed, "T", Age, next), Is.EqualTo(NewAt(next)));
    }

    [Test]
    public void A_pass_under_another_age_is_not_continued_since_rows_may_have_to_be_kept_now()
    {
        var now = Now.AddDays(1);

        Assert.That(RetentionPass.Due(Started, "T", Age * 2, now), Is.EqualTo(NewAt(now) with { Age = Age * 2 }));
        Assert.That(RetentionPass.Due(Started with { CompletedAt = now }, "T", Age * 2, now), Is.EqualTo(NewAt(now) with { Age = Age * 2 }));
    }

    private static RetentionPass NewAt(DateTimeOffset now) => new("T", Age, now);
}
