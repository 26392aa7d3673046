using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace FailureFunctions.Local.NodeTools.Tests;

public sealed class AzuriteServerTests
{
    private static readonly HttpClient Client = new();

    [Test]
    public async Task It_answers_at_its_table_endpoint_and_is_gone_after_disposal()
    {
        var server = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        var process = Process.GetProcessById(server.ProcessId);

        using (var answer = await Client.GetAsync(new Uri($"{server.TableEndpoint}/Tables")))
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), "unsigned, so it is the table service that refuses");

        await server.DisposeAsync();
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(20)), Is.True);
    }

    [Test]
    public async Task The_connection_string_names_the_well_known_account_and_the_endpoint()
    {
        await using var server = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);

        Assert.That(server.ConnectionString, Does.Contain("AccountName=devstoreaccount1;")
            .And.Contain($"TableEndpoint=http://127.0.0.1:{server.Port}/devstoreaccount1;"));
    }

    [Test]
    public async Task After_a_stop_in_order_the_tables_in_a_folder_are_still_there_on_the_same_port()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        await using (var server = await AzuriteServer.StartAsync(new AzuriteOptions { DataFolder = folder }, CancellationToken.None))
        {
            var port = server.Port;
            Assert.That(await CreateTableAsync(server), Is.EqualTo(HttpStatusCode.NoContent).Or.EqualTo(HttpStatusCode.Created));

            await server.RestartAsync(CancellationToken.None);

            Assert.That(server.Port, Is.EqualTo(port));
            Assert.That(await CreateTableAsync(server), Is.EqualTo(HttpStatusCode.Conflict), "the table exists");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task After_a_kill_it_can_be_started_again()
    {
        await using var server = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);

        await server.KillAsync();
        Assert.That(server.IsRunning, Is.False);
        await server.RestartAsync(CancellationToken.None);

        Assert.That(await CreateTableAsync(server), Is.EqualTo(HttpStatusCode.NoContent).Or.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task A_port_that_is_taken_is_said_in_one_line()
    {
        await using var first = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);

        Assert.That(
            async () => await AzuriteServer.StartAsync(new AzuriteOptions { Port = first.Port }, CancellationToken.None),
            Throws.InstanceOf<NodeToolsException>().With.Message.EqualTo(
                $"Azurite cannot listen on 127.0.0.1:{first.Port}: another program uses that port. Stop it or choose another port."));
    }

    [Test]
    public async Task It_ends_when_the_process_that_started_it_dies()
    {
        var folder = await NodePackages.EnsureInstalledAsync(CancellationToken.None);
        var script = Path.Combine(AppContext.BaseDirectory, "js", "start-and-die.mjs");

        var result = await NodeScript.RunAsync(
            script, [Path.Combine(folder, "run-with-parent.mjs")], new Dictionary<string, string>(), TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(7), result.Error);
        Assert.That(HasEnded(int.Parse(result.Output, System.Globalization.CultureInfo.InvariantCulture)), Is.True);
    }

    private static bool HasEnded(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.WaitForExit(TimeSpan.FromSeconds(20));
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Creates a table with a signature by the account key ("SharedKeyLite"), without any storage library.</summary>
    private static async Task<HttpStatusCode> CreateTableAsync(AzuriteServer server)
    {
        var date = DateTimeOffset.UtcNow.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var text = $"{date}\n/{AzuriteServer.AccountName}/{AzuriteServer.AccountName}/Tables";
        var signature = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(
            Convert.FromBase64String(AzuriteServer.AccountKey), Encoding.UTF8.GetBytes(text)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{server.TableEndpoint}/Tables"));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2019-02-02");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/json;odata=nometadata"));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKeyLite", $"{AzuriteServer.AccountName}:{signature}");
        request.Content = new StringContent("{\"TableName\":\"kept\"}", Encoding.UTF8, "application/json");
        using var answer = await Client.SendAsync(request);
        return answer.StatusCode;
    }
}
