namespace FailureFunctions.Local.Run.Tests;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class RunOptionsTests
{
    [Test]
    public void Everything_has_a_default()
    {
        Assert.That(RunOptions.TryParse([], out var options, out _), Is.True);

        Assert.That((options!.Once, options.Port, options.TablesPort, options.BusPort, options.Folder), Is.EqualTo((false, 7071, 10002, 5672, (string?)null)));
    }

    [Test]
    public void Ports_and_folder_are_read()
    {
        Assert.That(RunOptions.TryParse(["--port", "1", "--tables-port", "2", "--bus-port", "0", "--once", "--folder", "x"], out var options, out _), Is.True);

        Assert.That((options!.Once, options.Port, options.TablesPort, options.BusPort, options.Folder), Is.EqualTo((true, 1, 2, 0, Path.GetFullPath("x"))));
    }

    [TestCase("--ports is not an option", "--ports", "1")]
    [TestCase("--port needs a value", "--port")]
    [TestCase("--folder: \"\" is not a folder", "--folder", "")]
    [TestCase("--port: \"70000\" is not a port", "--port", "70000")]
    [TestCase("--bus-port: \"-1\" is not a port", "--bus-port", "-1")]
    public void What_is_wrong_is_named(string expected, params string[] args)
    {
        Assert.That(RunOptions.TryParse(args, out _, out var error), Is.False);
        Assert.That(error, Does.StartWith(expected));
    }
}
