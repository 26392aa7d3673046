using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FunctionsHost.Tests.Logging;

internal sealed class HostLogTests
{
    private readonly List<string> _entries = [];

    [TestCase("App.Orders", RpcLog.Types.Level.Information, ExpectedResult = false)]
    [TestCase("App.Orders", RpcLog.Types.Level.Warning, ExpectedResult = true)]
    [TestCase("App.Orders.Payment", RpcLog.Types.Level.Debug, ExpectedResult = true)]
    [TestCase("App.OrdersAndMore", RpcLog.Types.Level.Information, ExpectedResult = true)]
    [TestCase("Other", RpcLog.Types.Level.Debug, ExpectedResult = false)]
    [TestCase("Other", RpcLog.Types.Level.Information, ExpectedResult = true)]
    [TestCase("Other", RpcLog.Types.Level.None, ExpectedResult = false)]
    public bool The_longest_prefix_in_host_json_decides(string category, RpcLog.Types.Level level)
    {
        Write(new() { ["App"] = LogLevel.Information, ["App.Orders"] = LogLevel.Warning, ["App.Orders.Payment"] = LogLevel.Debug }, category, level, "Pay");

        return _entries.Count == 1;
    }

    [Test]
    public void A_level_for_the_function_holds_where_none_is_set_for_the_category()
    {
        Write(new() { ["default"] = LogLevel.Error, ["Function.Pay"] = LogLevel.Debug }, "App", RpcLog.Types.Level.Debug, "Pay");
        Write(new() { ["default"] = LogLevel.Error, ["Function.Pay"] = LogLevel.Debug }, "App", RpcLog.Types.Level.Warning, "Other");

        Assert.That(_entries, Is.EqualTo(new[] { "[2000-01-01T00:00:00.000Z] Debug App: text" }));
    }

    [Test]
    public async Task Records_of_an_invocation_are_printed_with_their_exception()
    {
        await SharedHost.Host.Client.GetStringAsync("api/log?text=written%1b%5Bm");

        await SharedHost.Host.LoggedAsync("Information FunctionsHost.TestApp.HttpFunctions: written\\u{1B}[m");
        await SharedHost.Host.LoggedAsync("Error FunctionsHost.TestApp.HttpFunctions: it failed\n      System.InvalidOperationException: with a reason");
        Assert.That(SharedHost.Host.Log, Has.None.Contains("Debug FunctionsHost.TestApp"));
    }

    [Test]
    public async Task Lines_on_the_apps_console_are_printed_and_records_outside_of_an_invocation_are_not()
    {
        await SharedHost.Host.LoggedAsync("Host.Function.Console: a line on standard output");
        await SharedHost.Host.LoggedAsync("Host.Function.Console: a line on standard error");
        Assert.That(SharedHost.Host.Log, Has.None.Contains("logged outside of an invocation"));
    }

    private void Write(Dictionary<string, LogLevel> levels, string category, RpcLog.Types.Level level, string function)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        new HostLog(_entries.Add, levels, time).Write(new RpcLog { Category = category, Level = level, Message = "text" }, function);
    }

    [SetUp]
    public void Clear() => _entries.Clear();
}
