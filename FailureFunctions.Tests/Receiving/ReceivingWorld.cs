using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Functions;
using FailureFunctions.Local.Send;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Copernica.Signing;
using FailureFunctions.Tests.EndToEnd;
using FailureFunctions.Tests.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moq;

namespace FailureFunctions.Tests.Receiving;

/// <summary>
/// The app from <see cref="ReceiveFailure"/> to the clients of Azure, in this process: only Microsoft's clients are mocks. They
/// keep what they are given and record every call.
/// </summary>
internal sealed class ReceivingWorld : IAsyncDisposable
{
    private static readonly Uri Url = new("http://failures.example.com/api/failures?code=key");

    private readonly CopernicaSigner _signer = CopernicaSigner.WithNewKey("test._domainkey.copernica.com", "account_1234");
    private readonly ServiceProvider _services;
    private int _versions;

    /// <param name="settings">Beside those that the app must have.</param>
    public ReceivingWorld(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FailureTables"] = "UseDevelopmentStorage=true",
            ["FailureBus"] = "Endpoint=sb://localhost;SharedAccessKeyName=n;SharedAccessKey=a2V5;UseDevelopmentEmulator=true;",
            ["Copernica:Accounts"] = "account_1234",
            ["Copernica:Hosts"] = "failures.example.com",
            ["Copernica:TrustedKeys:test._domainkey.copernica.com"] = _signer.PublicKeyPem,
            [$"Copernica:TrustedKeys:{RequestDraft.GenuineKeyId}"] = TestKey.Genuine.PublicPem,
        }).Build();
        var tables = new Mock<TableServiceClient>();
        tables.Setup(service => service.GetTableClient(It.IsAny<string>())).Returns((string name) => TableOf(name));
        var sender = new Mock<ServiceBusSender>();
        sender.Setup(bus => bus.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusMessage message, CancellationToken _) => CallAsync("send", () => Messages.Enqueue(message)));
        var bus = new Mock<ServiceBusClient>();
        bus.Setup(client => client.CreateSender(It.IsAny<string>())).Returns(sender.Object);
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddMetrics()
            .AddApp(configuration)
            .AddSingleton(tables.Object)
            .AddSingleton(bus.Object)
            .AddSingleton<IDeferredWork>(new AwaitedWork())
            .AddSingleton(Samples.AtOnce)
            .AddSingleton(Mock.Of<IHostApplicationLifetime>())
            .BuildServiceProvider();
    }

    public ReceivePipeline Pipeline => _services.GetRequiredService<ReceivePipeline>();

    /// <summary>All rows, by table and keys.</summary>
    public ConcurrentDictionary<(string Table, string Partition, string Row), TableEntity> Rows { get; } = [];

    public ConcurrentQueue<ServiceBusMessage> Messages { get; } = [];

    /// <summary>The calls of Microsoft's clients, such as <c>add Failures</c>, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>The app's methods, from the trigger inwards, that led to a call of Microsoft's clients.</summary>
    public ConcurrentDictionary<string, string[]> Frames { get; } = [];

    /// <summary>Throws for a call; null to let it through.</summary>
    public Func<string, Exception?> Fault { get; set; } = _ => null;

    public IEnumerable<TableEntity> RowsOf(string table) => Rows.Where(row => row.Key.Table == table).Select(row => row.Value);

    public HttpRequestMessage Sign(string body, string contentType = Samples.Form) =>
        _signer.Sign(Url, contentType, Encoding.UTF8.GetBytes(body), Samples.AtOnce.GetUtcNow());

    /// <summary>A signed call that covers no more headers than it must.</summary>
    /// <param name="change">Changes the headers after they were signed.</param>
    public static HttpRequestMessage SignOnlyWhatMustBe(string body, Action<Dictionary<string, string>>? change = null)
    {
        var draft = new RequestDraft { Now = Samples.AtOnce.GetUtcNow(), Body = Encoding.UTF8.GetBytes(body), Covered = RequestDraft.Required };
        var request = Wire.Of(draft.Build(change));
        request.Content!.Headers.ContentLength = draft.Body.Length;
        return request;
    }

    public Task<Answer> PostAsync(string body, string contentType = Samples.Form) => PostAsync(Sign(body, contentType));

    public async Task<Answer> PostAsync(HttpRequestMessage request)
    {
        var function = _services.GetRequiredService<ReceiveFailure>();
        var response = await function.RunAsync(await FakeRequest.OfAsync(Mock.Of<FunctionContext>(), request));
        response.Body.Position = 0;
        return new Answer(
            (int)response.StatusCode,
            await new StreamReader(response.Body).ReadToEndAsync(),
            response.Headers.TryGetValues("Retry-After", out var delays) ? delays.Single() : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _signer.Dispose();
    }

    private TableClient TableOf(string name)
    {
        var table = new Mock<TableClient>();
        table.Setup(client => client.AddEntityAsync(It.IsAny<TableEntity>(), It.IsAny<CancellationToken>()))
            .Returns((TableEntity row, CancellationToken _) => WriteAsync($"add {name}", row, () =>
            {
                if (!Rows.TryAdd((name, row.PartitionKey, row.RowKey), row))
                    throw new RequestFailedException(409, "exists");
            }));
        table.Setup(client => client.UpsertEntityAsync(It.IsAny<TableEntity>(), It.IsAny<TableUpdateMode>(), It.IsAny<CancellationToken>()))
            .Returns((TableEntity row, TableUpdateMode _, CancellationToken _) =>
                WriteAsync($"upsert {name}", row, () => Rows[(name, row.PartitionKey, row.RowKey)] = row));
        table.Setup(client => client.UpdateEntityAsync(It.IsAny<TableEntity>(), It.IsAny<ETag>(), TableUpdateMode.Merge, It.IsAny<CancellationToken>()))
            .Returns((TableEntity change, ETag version, TableUpdateMode _, CancellationToken _) =>
            {
                var row = Rows[(name, change.PartitionKey, change.RowKey)];
                return WriteAsync($"merge {name}", row, () =>
                {
                    if (row.ETag != version)
                        throw new RequestFailedException(412, "changed");
                    foreach (var (column, value) in change)
                        row[column] = value;
                });
            });
        table.Setup(client => client.GetEntityIfExistsAsync<TableEntity>(
                It.IsAny<string>(), It.IsAny<string>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .Returns(async (string partition, string row, IEnumerable<string> _, CancellationToken _) =>
            {
                await CallAsync($"get {name}", () => { });
                return Response.FromValue(Rows[(name, partition, row)], Mock.Of<Response>());
            });
        return table.Object;
    }

    // An async method and its lambdas are one method to a reader; their compiled names have its name in angle brackets.
    private static string? NameOf(MethodBase method)
    {
        var type = method.DeclaringType;
        if (type?.Assembly != typeof(ReceiveFailure).Assembly)
            return null;
        while (type.DeclaringType is { } outer)
            type = outer;
        var compiled = Regex.Match($"{method.DeclaringType!.Name} {method.Name}", "<(\\w+)>");
        return $"{type.Name}.{(compiled.Success ? compiled.Groups[1].Value : method.Name)}";
    }

    private async Task<Response> WriteAsync(string call, TableEntity row, Action effect)
    {
        await CallAsync(call, effect);
        row.ETag = new ETag($"W/\"{Interlocked.Increment(ref _versions)}\"");
        return new ETagResponse(row.ETag);
    }

    private Task CallAsync(string call, Action effect)
    {
        Calls.Enqueue(call);
        Frames[call] = [.. new StackTrace().GetFrames().Select(frame => frame.GetMethod()).OfType<MethodBase>().Select(NameOf).OfType<string>().Reverse().Distinct()];
        if (Fault(call) is { } fault)
            return Task.FromException(fault);
        effect();
        return Task.CompletedTask;
    }
}

internal sealed record Answer(int Status, string Body, string? RetryAfter);
