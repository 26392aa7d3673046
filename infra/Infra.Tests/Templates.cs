using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests;

/// <summary>The templates of the repository, each compiled and evaluated once for all tests.</summary>
[SetUpFixture]
internal sealed class Templates
{
    /// <summary>The environment in which <c>main.bicepparam</c> is read: what a first deployment must set, and no more.</summary>
    private static readonly Dictionary<string, string> FirstEnvironment = new()
    {
        ["AZURE_ENV_NAME"] = "first",
        ["AZURE_LOCATION"] = "westeurope",
        ["COPERNICA_ACCOUNTS"] = "account_1234",
    };

    /// <summary><c>main.bicep</c> with its modules.</summary>
    public static CompiledBicep Main { get; private set; } = null!;

    /// <summary>What a first deployment makes.</summary>
    public static Snapshot First { get; private set; } = null!;

    /// <summary>What a deployment with every option makes.</summary>
    public static Snapshot Everything { get; private set; } = null!;

    /// <summary>What a deployment makes that is to stand failures.</summary>
    public static Snapshot Resilient { get; private set; } = null!;

    /// <summary>What is said to contradictory parameters.</summary>
    public static IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>What is said to <c>main.bicepparam</c> when nothing is set.</summary>
    public static IReadOnlyList<BicepDiagnostic> WithoutEnvironment { get; private set; } = [];

    /// <summary>The files under <c>Broken/</c>, which are wrong on purpose, by name.</summary>
    public static IReadOnlyDictionary<string, CompiledBicep> Broken { get; private set; } = new Dictionary<string, CompiledBicep>();

    [OneTimeSetUp]
    public async Task CompileAsync()
    {
        // A process of its own, so it can be done at the same time as the rest.
        var withoutEnvironment = CompileWithoutEnvironmentAsync();
        await using var bicep = BicepServer.Start(FirstEnvironment.ToDictionary(variable => variable.Key, string? (variable) => variable.Value));
        Main = await CompileAsync(bicep, Repository.PathOf("infra", "main.bicep"));
        First = await EvaluateAsync(bicep, Repository.PathOf("infra", "main.bicepparam"));
        Everything = await EvaluateAsync(bicep, Test("Parameters", "everything.bicepparam"));
        Resilient = await EvaluateAsync(bicep, Test("Parameters", "resilient.bicepparam"));
        Refusals =
        [
            await RefusalAsync(bicep, Test("Parameters", "contradictory.bicepparam")),
            await RefusalAsync(bicep, Test("Parameters", "contradictory-host.bicepparam")),
        ];
        var broken = new Dictionary<string, CompiledBicep>();
        foreach (var file in Directory.EnumerateFiles(Test("Broken"), "*.bicep"))
            broken[Path.GetFileNameWithoutExtension(file)] = await CompileAsync(bicep, file);
        Broken = broken;
        WithoutEnvironment = await withoutEnvironment;
    }

    private static async Task<IReadOnlyList<BicepDiagnostic>> CompileWithoutEnvironmentAsync()
    {
        await using var bare = BicepServer.Start(FirstEnvironment.ToDictionary(variable => variable.Key, string? (_) => null));
        return DiagnosticsOf(await bare.RequestAsync(
            "bicep/compileParams", new JsonObject { ["path"] = Repository.PathOf("infra", "main.bicepparam"), ["parameterOverrides"] = new JsonObject() }));
    }

    private static string Test(params string[] parts) => Repository.PathOf(["infra", "Infra.Tests", .. parts]);

    private static async Task<CompiledBicep> CompileAsync(BicepServer bicep, string path)
    {
        var answer = await bicep.RequestAsync("bicep/compile", new JsonObject { ["path"] = path });
        return new CompiledBicep(DiagnosticsOf(answer), answer["contents"] is { } contents ? JsonNode.Parse(contents.GetValue<string>()) : null);
    }

    private static IReadOnlyList<BicepDiagnostic> DiagnosticsOf(JsonNode answer) =>
    [
        .. answer["diagnostics"]!.AsArray().Select(item => new BicepDiagnostic(
            Snapshot.Text(item!, "level"), Snapshot.Text(item!, "code"), Snapshot.Text(item!, "message"))),
    ];

    private static async Task<Snapshot> EvaluateAsync(BicepServer bicep, string path)
    {
        var context = new JsonObject { ["subscriptionId"] = "00000000-0000-0000-0000-000000000001", ["tenantId"] = "00000000-0000-0000-0000-000000000002" };
        var answer = await bicep.RequestAsync("bicep/getSnapshot", new JsonObject { ["path"] = path, ["metadata"] = context });
        return Snapshot.Parse(Snapshot.Text(answer, "snapshot"));
    }

    private static async Task<string> RefusalAsync(BicepServer bicep, string path)
    {
        try
        {
            await EvaluateAsync(bicep, path);
            return "";
        }
        catch (BicepException e)
        {
            return e.Message;
        }
    }
}
