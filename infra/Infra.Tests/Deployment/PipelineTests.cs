using FailureFunctions.Infra.Tests.Bicep;
using YamlDotNet.RepresentationModel;

namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>azure.yaml and the workflows name what is there, do things in an order in which a fault changes nothing, and may do no more than they need.</summary>
internal sealed class PipelineTests
{
    private static YamlNode Azd => Yaml.Read("azure.yaml");

    private static YamlNode Workflow => Yaml.Read(".github", "workflows", "deploy.yml");

    [Test]
    public void Azd_publishes_the_app_to_the_function_app_that_the_template_tags()
    {
        var service = ((YamlMappingNode)Azd["services"]).Children.Single();
        var tags = Templates.First.Single("Microsoft.Web/sites")["tags"]!;

        Assert.That(Snapshot.Text(tags, "azd-service-name"), Is.EqualTo(((YamlScalarNode)service.Key).Value));
        Assert.That(service.Value.Text("host"), Is.EqualTo("function"));
        Assert.That(Directory.EnumerateFiles(Repository.PathOf(service.Value.Text("project")), "*.csproj"), Has.Exactly(1).Items);
        Assert.That(File.Exists(Repository.PathOf(Azd.Text("infra", "path"), Azd.Text("infra", "module") + ".bicepparam")), Is.True);
        Assert.That(Snapshot.Text(Templates.First.Single("Microsoft.Resources/resourceGroups")["tags"]!, "azd-env-name"), Is.EqualTo("first"));
    }

    [Test]
    public void Every_hook_that_azd_runs_is_there_for_both_kinds_of_machine()
    {
        foreach (var (name, hook) in ((YamlMappingNode)Azd["hooks"]).Children)
        {
            Assert.That((hook.Text("posix", "shell"), hook.Text("posix", "run")), Is.EqualTo(("sh", $"infra/hooks/{name}.sh")));
            Assert.That((hook.Text("windows", "shell"), hook.Text("windows", "run")), Is.EqualTo(("pwsh", $"infra/hooks/{name}.ps1")));
            Assert.That(new[] { ".sh", ".ps1" }.All(kind => File.Exists(Repository.PathOf("infra", "hooks", name + kind))), Is.True);
        }
    }

    [Test]
    public void The_workflow_logs_in_by_federated_credentials_and_holds_no_secret()
    {
        foreach (var job in (string[])["preview", "deploy"])
            Assert.That(Workflow["jobs"][job]["steps"].Texts().ToArray(), Has.One.Contains("--federated-credential-provider github"));
        Assert.That(Workflow.Texts(), Has.None.Contains("secrets.").And.None.Contains("--client-secret"));
    }

    [Test]
    public void The_workflow_may_read_the_repository_and_prove_who_it_is_and_nothing_else() =>
        Assert.That(
            ((YamlMappingNode)Workflow["permissions"]).Children.ToDictionary(item => item.Key.ToString(), item => item.Value.ToString()),
            Is.EquivalentTo(new Dictionary<string, string> { ["contents"] = "read", ["id-token"] = "write" }));

    [Test]
    public void The_workflow_runs_by_hand_into_an_environment_once_at_a_time()
    {
        Assert.That(((YamlMappingNode)Workflow["on"]).Children.Keys.Select(key => key.ToString()), Is.EqualTo(new[] { "workflow_dispatch" }));
        Assert.That(Workflow.Text("jobs", "deploy", "environment"), Is.EqualTo("${{ inputs.environment }}"));
        Assert.That(Workflow.Text("concurrency", "cancel-in-progress"), Is.EqualTo("false"));
    }

    [Test]
    public void What_would_change_is_shown_before_somebody_approves()
    {
        Assert.That(Workflow.Text("jobs", "deploy", "needs"), Is.EqualTo("preview"));
        Assert.That(Workflow.Text("jobs", "preview", "environment"), Is.EqualTo("${{ inputs.environment }}-preview"));
        Assert.That(Scripts("preview"), Has.One.Contains("azd provision --preview").And.None.Contains("azd deploy"));
    }

    [Test]
    public void The_package_is_built_before_anything_changes()
    {
        var commands = Scripts("deploy").Where(script => script.Contains("azd ", StringComparison.Ordinal) && !script.Contains("auth login", StringComparison.Ordinal))
            .Select(script => script[script.IndexOf("azd ", StringComparison.Ordinal)..].Split(' ')[1]);

        Assert.That(commands, Is.EqualTo(new[] { "package", "provision", "deploy" }));
    }

    [Test]
    public void Provisioning_never_relies_on_what_azd_remembers() => Assert.That(
        Scripts("preview").Concat(Scripts("deploy")).Where(script => script.Contains("azd provision", StringComparison.Ordinal)), Has.Exactly(2).Items.And.All.Contains("--no-state"));

    [TestCase("ci.yml", 3)]
    [TestCase("deploy.yml", 7)]
    public void Every_action_is_pinned_to_a_commit_with_its_version_beside_it(string workflow, int actions) => Assert.That(
        Repository.Read(".github", "workflows", workflow).Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)),
        Has.Exactly(actions).Items.And.All.Match(@"@[0-9a-f]{40} # v\d+\.\d+\.\d+$"));

    [Test]
    public void Azd_says_when_it_is_too_old() => Assert.That(Azd.Text("requiredVersions", "azd"), Does.Match(@"^>= \d+\.\d+\.\d+$"));

    [Test]
    public void No_text_from_outside_is_pasted_into_a_script() =>
        Assert.That(Scripts("preview").Concat(Scripts("deploy")), Has.None.Contains("${{"));

    private static IEnumerable<string> Scripts(string job) => ((YamlSequenceNode)Workflow["jobs"][job]["steps"]).OfType<YamlMappingNode>()
        .Where(step => step.Children.ContainsKey("run")).Select(step => step.Text("run"));
}
