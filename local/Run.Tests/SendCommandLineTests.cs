namespace FailureFunctions.Local.Run.Tests;

[TestFixture, Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "Paths and quotes are POSIX.")]
public sealed class SendCommandLineTests
{
    private const string Start = "dotnet run --project local/Send -- --url http://localhost:1/api/failures";

    [TestCase(null, " --sample 1")]
    [TestCase("/tmp/a-b_c.d", " --key /tmp/a-b_c.d/copernica.pem --sample 1")]
    [TestCase("/tmp/it's $HOME", " --key '/tmp/it'\\''s $HOME/copernica.pem' --sample 1")]
    public void The_key_is_named_where_Send_does_not_look_by_itself(string? folder, string rest) =>
        Assert.That(SendCommandLine.For(new Uri("http://localhost:1/api/failures"), folder), Is.EqualTo(Start + rest));
}
