using FailureFunctions.Infra.Tests.Bicep;
using YamlDotNet.RepresentationModel;

namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>azure.yaml and deploy.yml name what is there, and the workflow may do no more than it needs.</summary>
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
        var steps = Workflow["jobs"]["deploy"]["steps"].Texts().ToArray();

        Assert.That(steps, Has.One.Contains("--federated-credential-provider github"));
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
    public void No_text_from_outside_is_pasted_into_a_script() =>
        Assert.That(
            ((YamlSequenceNode)Workflow["jobs"]["deploy"]["steps"]).OfType<YamlMappingNode>()
                .Where(step => step.Children.ContainsKey("run")).Select(step => step.Text("run")),
            Has.None.Contains("${{"));
}
