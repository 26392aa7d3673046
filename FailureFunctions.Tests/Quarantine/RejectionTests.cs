using FailureFunctions.Quarantine;

namespace FailureFunctions.Tests.Quarantine;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class RejectionTests
{
    [TestCase("unreadable", false)]
    [TestCase("other-type", false)]
    [TestCase("unrecognised-bounce", true)]
    [TestCase("unattributed-complaint", true)]
    [TestCase("delayed", true)]
    [TestCase("auto-reply", true)]
    public void What_the_sender_has_done_wrong_is_not_acknowledged_and_all_is_kept(string cause, bool acknowledged)
    {
        var rejection = new Rejection(cause, []);

        Assert.That((rejection.IsAcknowledged, rejection.IsKept), Is.EqualTo((acknowledged, true)));
        Assert.That(Rejection.Causes, Does.Contain(cause).And.Exactly(6).Items);
    }

    [Test]
    public void Another_type_is_explained_by_those_that_are_read() =>
        Assert.That(Rejection.OtherType.Errors.Single().ToString(), Does.Contain("type").And.Contain("must be 'failure', 'bounce' or 'abuse'"));
}
