namespace FailureFunctions.Local.NodeTools.Tests;

public sealed class NodeScriptTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly Dictionary<string, string> NoVariables = [];
    private string _folder = "";

    [SetUp]
    public void Make_a_folder_outside_the_repository() => _folder = Directory.CreateTempSubdirectory("node-script-").FullName;

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_script_that_lies_elsewhere_imports_the_installed_packages()
    {
        var script = Write("""
            import { ServiceBusClient } from "@azure/service-bus";
            import { TableClient } from "@azure/data-tables";
            console.log(typeof ServiceBusClient, typeof TableClient);
            """);

        var result = await NodeScript.RunAsync(script, [], NoVariables, Limit, CancellationToken.None);

        Assert.That(result, Is.EqualTo(new NodeScriptResult(0, "function function\n", "")));
    }

    [Test]
    public async Task A_package_that_is_not_installed_is_still_an_error()
    {
        var script = Write("""import "no-such-package-anywhere";""");

        var result = await NodeScript.RunAsync(script, [], NoVariables, Limit, CancellationToken.None);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Error, Does.Contain("ERR_MODULE_NOT_FOUND").And.Contain("no-such-package-anywhere"));
    }

    [Test]
    public async Task Arguments_variables_and_exit_code_pass_through()
    {
        var script = Write("""
            console.log(process.argv.slice(2).join("|"), process.env.NODE_SCRIPT_TEST);
            console.error("to the error stream");
            process.exitCode = 3;
            """);

        var result = await NodeScript.RunAsync(
            script, ["a b", "\"c\""], new Dictionary<string, string> { ["NODE_SCRIPT_TEST"] = "value" }, Limit, CancellationToken.None);

        Assert.That(result, Is.EqualTo(new NodeScriptResult(3, "a b|\"c\" value\n", "to the error stream\n")));
    }

    [Test]
    public async Task A_script_that_does_not_end_is_stopped_with_what_it_wrote()
    {
        await NodePackages.EnsureInstalledAsync(CancellationToken.None);
        var script = Write("""console.log("begun"); setInterval(() => {}, 1000);""");

        Assert.That(
            async () => await NodeScript.RunAsync(script, [], NoVariables, TimeSpan.FromSeconds(3), CancellationToken.None),
            Throws.TypeOf<NodeToolsException>().With.Message.Contains("did not end within 3 s").And.Message.Contains("begun"));
    }

    [Test]
    public void A_script_that_does_not_exist_is_named() =>
        Assert.That(
            async () => await NodeScript.RunAsync(Path.Combine(_folder, "none.mjs"), [], NoVariables, Limit, CancellationToken.None),
            Throws.TypeOf<NodeToolsException>().With.Message.Contains("none.mjs"));

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "script.mjs");
        File.WriteAllText(path, text);
        return path;
    }
}
