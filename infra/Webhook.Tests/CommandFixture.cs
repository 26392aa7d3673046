namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>Runs the command against a stand-in of its own, and looks that no secret is ever shown or kept.</summary>
/// <param name="version">The version of the API.</param>
[Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class CommandFixture(int version) : IDisposable
{
    protected const string Key = "function-key-abc";
    protected const string Handler = "https://failures.example.com/api/failures?code=" + Key;

    private readonly string _folder = Directory.CreateTempSubdirectory("webhook-tests-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private protected CopernicaStandIn Copernica { get; private set; } = null!;

    private protected Dictionary<string, string> Environment { get; } = new() { ["COPERNICA_ACCESS_TOKEN"] = CopernicaStandIn.Token };

    protected int Version => version;

    protected TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    protected string Input { get; set; } = "";

    protected string State => Path.Combine(_folder, "state", "webhooks.json");

    protected string Output => _output.ToString();

    protected string Errors => _errors.ToString();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [SetUp]
    public async Task StartAsync() => Copernica = await CopernicaStandIn.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        await Copernica.DisposeAsync();
        var shown = Output + Errors + (File.Exists(State) ? await File.ReadAllTextAsync(State) : "");
        Directory.Delete(_folder, recursive: true);
        foreach (var secret in (string[])[CopernicaStandIn.Token, Uri.EscapeDataString(CopernicaStandIn.Token), CopernicaStandIn.TokenForV4, "access_token=", Key, .. Copernica.WebTokens])
            Assert.That(shown, Does.Not.Contain(secret));
    }

    protected virtual void Dispose(bool disposing)
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private protected Task<ExitCode> RunAsync(params string[] args) => RunBareAsync(
        [.. args, .. version == 3 ? (string[])["--api-version", "3"] : ["--authenticate", Copernica.Authentication], "--api", Copernica.ApiOf(version), "--state", State]);

    private protected async Task<ExitCode> RunBareAsync(params string[] args)
    {
        _output.GetStringBuilder().Clear();
        _errors.GetStringBuilder().Clear();
        using var input = new StringReader(Input);
        return (ExitCode)await new WebhookCommand(_output, _errors, input, Environment.GetValueOrDefault, Patience, Copernica.Time).RunAsync(args, CancellationToken.None);
    }
}
