using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using FailureFunctions.Local.NodeTools;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>infra/unknown-replies.mjs counts what no rule understands, on an Azurite of its own.</summary>
internal sealed class UnknownRepliesScriptTests
{
    private AzuriteServer _server = null!;
    private string _url = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        var client = SharedAzurite.ClientOf(_server);
        var table = client.GetTableClient("Failures");
        await table.CreateAsync();
        _url = client.GenerateSasUri(
            TableAccountSasPermissions.Read, TableAccountSasResourceTypes.All, DateTimeOffset.UtcNow.AddHours(1)).ToString();
        // More than one page of a thousand rows.
        foreach (var batch in Enumerable.Range(0, 1003).Select(number => Row(number, "unknown", $"No thanks, jan{number}@example.nl! Ticket 4bXyz{number:000000} at 192.0.2.{number % 200}")).Chunk(100))
            await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
        await table.AddEntityAsync(Row(2000, "unknown", "Nope"));
        await table.AddEntityAsync(Row(2001, "unknown", "Nope"));
        await table.AddEntityAsync(Row(2002, "spam-content", "Spam"));
        await table.AddEntityAsync(Row(2003, "unknown", "Old", DateTimeOffset.UtcNow.AddDays(-40)));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task The_most_frequent_unknown_texts_come_first_with_addresses_masked()
    {
        var run = await RunAsync(_url);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            "1003\t550\t5.0.0\trcptto\tNo thanks, {address}! Ticket {id} at {ip}",
            "2\t550\t5.0.0\trcptto\tNope",
        }));
    }

    [Test]
    public async Task Days_and_top_choose_what_is_listed()
    {
        var run = await RunAsync(_url, "days=60", "top=1");

        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1).And.All.StartsWith("1003\t"));
    }

    [Test]
    public async Task A_table_that_refuses_is_reported()
    {
        var run = await RunAsync(_url.Split('?')[0]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("The table answered 40"));
    }

    [TestCase]
    [TestCase("no address")]
    [TestCase("http://localhost", "top=many")]
    public async Task It_ends_with_2_when_it_is_called_wrongly(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.That((run.ExitCode, run.Error.Split(':')[0]), Is.EqualTo((2, "Usage")));
    }

    private static TableEntity Row(int number, string reason, string text, DateTimeOffset? receivedAt = null) => new("partition", $"{number:00000}")
    {
        ["Reason"] = reason,
        ["Code"] = 550,
        ["Extended"] = "5.0.0",
        ["State"] = "rcptto",
        ["Description"] = text,
        ["ReceivedAt"] = receivedAt ?? DateTimeOffset.UtcNow,
    };

    private static Task<NodeScriptResult> RunAsync(params string[] arguments) => NodeScript.RunAsync(
        Repository.PathOf("infra", "unknown-replies.mjs"),
        arguments,
        new Dictionary<string, string>(),
        TimeSpan.FromMinutes(1),
        CancellationToken.None);
}
