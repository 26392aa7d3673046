using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using FailureFunctions.Local.NodeTools;

namespace FailureFunctions.Infra.Tests;

/// <summary>infra/tables.mjs: what was copied out of one account comes back in another as it was. Both are an Azurite.</summary>
internal sealed class TablesScriptTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tables-tests-");
    private AzuriteServer _first = null!;
    private AzuriteServer _second = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _first = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        _second = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        foreach (var name in DeployedResourcesTests.AppTables)
            await Client(_first).CreateTableAsync(name);
        await Client(_first).GetTableClient("Suppressions").AddEntityAsync(Typed());
        // More than one page of a thousand rows.
        var failures = Client(_first).GetTableClient("Failures");
        foreach (var batch in Enumerable.Range(0, 1003).Chunk(100))
            await failures.SubmitTransactionAsync(batch.Select(number => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{number:0000}") { ["Number"] = number })));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task What_was_backed_up_is_restored_with_its_keys_and_types_and_twice_does_no_harm()
    {
        var backup = await RunAsync("backup", _first, _folder.FullName);
        Assert.That((backup.ExitCode, backup.Error), Is.EqualTo((0, "")));
        Assert.That(backup.Output, Does.Contain("Failures: 1003 rows").And.Contain("Suppressions: 1 rows").And.Contain("FailureOutbox: 0 rows"));

        for (var time = 0; time < 2; time++)
        {
            var restore = await RunAsync("restore", _second, _folder.FullName);
            Assert.That((restore.ExitCode, restore.Error), Is.EqualTo((0, "")));
        }

        var restored = await Client(_second).GetTableClient("Suppressions").QueryAsync<TableEntity>().SingleAsync();
        var wanted = Typed();
        Assert.That(restored.Keys.Except(["odata.etag", "Timestamp"]), Is.EquivalentTo(wanted.Keys));
        foreach (var (name, value) in wanted)
            Assert.That(restored[name], Is.EqualTo(value).And.TypeOf(value.GetType()), name);
        var numbers = await Client(_second).GetTableClient("Failures").QueryAsync<TableEntity>().Select(row => row.GetInt32("Number")!.Value).ToListAsync();
        Assert.That(numbers, Is.EquivalentTo(Enumerable.Range(0, 1003)));
    }

    [Test]
    public async Task The_script_knows_every_table()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("infra", "tables.mjs"));

        Assert.That(
            text.Split("const TABLES = [")[1].Split(']')[0].Split(',').Select(name => name.Trim(' ', '"')), Is.EquivalentTo(DeployedResourcesTests.AppTables));
    }

    [Test]
    public void No_column_is_of_the_type_that_the_script_would_change() =>
        Assert.That(Repository.Read("docs", "tables.md"), Does.Contain("Edm.Int32").And.Not.Contain("Edm.Double"));

    [Test]
    public async Task A_table_that_refuses_is_reported_and_leaves_no_file()
    {
        var folder = Path.Combine(_folder.FullName, "refused");
        var run = await NodeScript.RunAsync(
            Repository.PathOf("infra", "tables.mjs"), ["backup", _first.TableEndpoint.ToString(), folder], new Dictionary<string, string>(), TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("FailureOutbox: answered 40").And.Contain("Look at the token"));
        Assert.That(Directory.EnumerateFiles(folder, "*.jsonl"), Is.Empty);
    }

    [TestCase]
    [TestCase("backup", "no address", "folder")]
    [TestCase("copy", "http://localhost", "folder")]
    [TestCase("backup", "http://localhost")]
    public async Task It_ends_with_2_when_it_is_called_wrongly(params string[] arguments)
    {
        var run = await NodeScript.RunAsync(
            Repository.PathOf("infra", "tables.mjs"), arguments, new Dictionary<string, string>(), TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.That((run.ExitCode, run.Error.Split(':')[0]), Is.EqualTo((2, "Usage")));
    }

    // Every type that a column of the app has or may get, and keys that need care in a URL.
    private static TableEntity Typed() => new("jan's%7E+é@example.nl", "it''s 100 %")
    {
        ["Text"] = "“Volle mailbox” \r\n 😀",
        ["Whole"] = 5,
        ["Long"] = 9_007_199_254_740_993,
        ["Truth"] = true,
        ["Time"] = new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero).AddTicks(1234567),
        ["Id"] = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        ["Bytes"] = (byte[])[0, 1, 255],
    };

    private static Task<NodeScriptResult> RunAsync(string verb, AzuriteServer server, string folder) => NodeScript.RunAsync(
        Repository.PathOf("infra", "tables.mjs"),
        [verb, Client(server).GenerateSasUri(TableAccountSasPermissions.All, TableAccountSasResourceTypes.All, DateTimeOffset.UtcNow.AddHours(1)).ToString(), folder],
        new Dictionary<string, string>(),
        TimeSpan.FromMinutes(1),
        CancellationToken.None);

    private static TableServiceClient Client(AzuriteServer server) => new(server.ConnectionString);
}
