using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Hosting;

namespace FunctionsWorker.Tests.Hosting;

internal sealed class LocalSettingsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Values_connection_strings_and_port_are_read_comments_and_all()
    {
        _folder.Write("local.settings.json", """
            {
              // a comment
              "IsEncrypted": false,
              "Values": { "A": "text", "B__C": 5, "D": true, "E": null, },
              "Host": { "LocalHttpPort": 7072, "CORS": "*" },
              "ConnectionStrings": { "One": "1", "Two": { "ConnectionString": "2", "ProviderName": "x" } }
            }
            """);

        var settings = LocalSettings.Load(_folder.Path);

        Assert.That(settings.Values, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["A"] = "text",
            ["B__C"] = "5",
            ["D"] = "true",
            ["E"] = "",
            ["ConnectionStrings:One"] = "1",
            ["ConnectionStrings:Two"] = "2",
        }));
        Assert.That(settings.Port, Is.EqualTo(7072));
    }

    [TestCase("""{"IsEncrypted":true,"Values":{}}""", "is encrypted")]
    [TestCase("""{"Values":""", "is no JSON")]
    [TestCase("[]", "holds an object")]
    [TestCase("""{"Values":[]}""", "Values is an object")]
    [TestCase("""{"Values":{"A":{"B":"c"}}}""", "the value of 'A' is not a text")]
    [TestCase("""{"Host":{"LocalHttpPort":"many"}}""", "LocalHttpPort is a number")]
    public void A_file_that_cannot_be_used_is_named_with_what_is_wrong(string text, string message)
    {
        _folder.Write("local.settings.json", text);

        Assert.That(() => LocalSettings.Load(_folder.Path),
            Throws.TypeOf<FunctionWorkerException>().With.Message.Contains("local.settings.json").And.Message.Contains(message));
    }

    [Test]
    public void Values_become_settings_unless_the_environment_has_them()
    {
        var added = $"WorkerTest_{Guid.NewGuid():N}";
        var kept = $"WorkerTest_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(kept, "environment");
        _folder.Write("local.settings.json", $$$"""{"Values":{"{{{added}}}__Inner":"file","{{{kept}}}":"file"}}""");
        try
        {
            var builder = FunctionsApplication.CreateBuilder(["--script-root", _folder.Path]);

            Assert.That(builder.Configuration[$"{added}:Inner"], Is.EqualTo("file"));
            Assert.That(builder.Configuration[kept], Is.EqualTo("environment"));
            Assert.That(builder.Environment.IsDevelopment());
        }
        finally
        {
            Environment.SetEnvironmentVariable(added + "__Inner", null);
            Environment.SetEnvironmentVariable(kept, null);
        }
    }

    [TestCase("--port", "99999")]
    [TestCase("-p", "x")]
    [TestCase("--port=-1", "")]
    public void A_port_that_is_none_is_refused(string option, string value)
    {
        Assert.That(() => FunctionsApplication.CreateBuilder(["--script-root", _folder.Path, option, value]),
            Throws.TypeOf<FunctionWorkerException>().With.Message.Contains("--port takes a number"));
    }

    [Test]
    public void A_host_json_that_is_no_JSON_is_named()
    {
        _folder.Write("host.json", "{");

        Assert.That(() => FunctionsApplication.CreateBuilder(["--script-root", _folder.Path]),
            Throws.TypeOf<FunctionWorkerException>().With.Message.Contains("host.json cannot be read"));
    }

    [Test]
    public void An_application_is_built_once()
    {
        var builder = FunctionsApplication.CreateBuilder(["--script-root", _folder.Path]);
        using var host = builder.Build();

        Assert.That(builder.Build, Throws.InvalidOperationException);
    }
}
