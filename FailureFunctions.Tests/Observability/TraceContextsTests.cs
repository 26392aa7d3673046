using System.Diagnostics;
using FailureFunctions.Observability;

namespace FailureFunctions.Tests.Observability;

internal sealed class TraceContextsTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [TestCase(Parent)]
    [TestCase("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")]
    public void A_context_is_written_as_it_was_parsed(string parent)
    {
        var context = TraceContexts.Parse(parent, "vendor=1");

        Assert.That(context?.TraceState, Is.EqualTo("vendor=1"));
        Assert.That(context?.IsRemote, Is.True);
        Assert.That(TraceContexts.ParentOf(context!.Value), Is.EqualTo(parent));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("00-x")]
    public void A_malformed_context_is_ignored(string? parent) => Assert.That(TraceContexts.Parse(parent, null), Is.Null);

    [TestCase(0, false)]
    [TestCase(512, true)]
    [TestCase(513, false)]
    public void A_state_of_up_to_512_characters_is_kept(int length, bool kept)
    {
        var state = length == 0 ? "" : "v=" + new string('x', length - 2);

        Assert.That(TraceContexts.Parse(Parent, state)?.TraceState, Is.EqualTo(kept ? state : null));
    }

    [Test]
    public void The_current_context_is_that_of_the_current_span()
    {
        Activity.Current = null;
        Assert.That(TraceContexts.Current(), Is.Null);

        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "vendor=1";

        Assert.That(TraceContexts.Current(), Is.EqualTo(new ActivityContext(activity.TraceId, activity.SpanId, ActivityTraceFlags.None, "vendor=1", isRemote: true)));
    }
}
