namespace FailureFunctions.Local.NodeTools.Tests;

public sealed class NodeRuntimeTests
{
    [TestCase("v20.6.0\n")]
    [TestCase("v24.1.0")]
    [TestCase("v25.0.0-nightly20260101")]
    public void Node_20_or_newer_is_accepted(string answer) =>
        Assert.That(NodeRuntime.Accept(answer).Major, Is.GreaterThanOrEqualTo(20));

    [TestCase("v18.20.1")]
    [TestCase("v20.5.1")]
    [TestCase("")]
    [TestCase("command not found")]
    public void An_older_Node_is_refused_with_what_is_needed(string answer) =>
        Assert.That(() => NodeRuntime.Accept(answer), Throws.TypeOf<NodeToolsException>().With.Message.StartsWith("Node.js 20 or newer is needed"));

    [Test]
    public void Outside_the_repository_the_error_says_so()
    {
        var root = Path.GetPathRoot(AppContext.BaseDirectory)!;
        Assert.That(() => NodeToolsFolder.FindFrom(root), Throws.TypeOf<NodeToolsException>().With.Message.Contains("from inside the repository"));
    }
}
