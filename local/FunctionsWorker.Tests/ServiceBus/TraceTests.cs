using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsWorker.Tests.ServiceBus;

/// <summary>A message carries a trace, and the function that it triggers goes on in it.</summary>
internal sealed class TraceTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Publisher = "00f067aa0ba902b7";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private const string Configuration = """
        {
          "UserConfig": {
            "Namespaces": [ { "Name": "sbemulatorns", "Queues": [ { "Name": "work", "Properties": {} } ], "Topics": [] } ],
            "Logging": { "Type": "Console" }
          }
        }
        """;

    [TestCase("traceparent")]
    [TestCase("Diagnostic-Id")]
    public async Task A_function_goes_on_in_the_trace_of_its_message(string property)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Azure.Functions.Worker",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var broker = await EmulatorServer.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Parse(Configuration), Port = 0 });
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var seen = new TaskCompletionSource<Activity?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await TestHost.StartAsync(typeof(Traced), builder =>
        {
            builder.Configuration["WorkerTestBus"] = broker.ConnectionString;
            builder.Services.AddSingleton(seen);
            builder.Services.Configure<WorkerOptions>(options => options.Capabilities["WorkerOpenTelemetrySchemaVersion"] = "1.37.0");
        });

        await client.CreateSender("work").SendMessageAsync(new ServiceBusMessage("x")
        {
            ApplicationProperties = { [property] = $"00-{TraceId}-{Publisher}-01" },
        });

        var span = await seen.Task.WaitAsync(Limit);
        Assert.That(span, Is.Not.Null);
        Assert.That((span!.TraceId.ToHexString(), span.ParentSpanId.ToHexString()), Is.EqualTo((TraceId, Publisher)));
        Assert.That((span.OperationName, span.Kind), Is.EqualTo(("function Traced", ActivityKind.Internal)));
        Assert.That(span.GetTagItem("faas.name"), Is.EqualTo("Traced"));
    }

    internal sealed class Traced(TaskCompletionSource<Activity?> seen)
    {
        [Function("Traced")]
        public void Run([ServiceBusTrigger("work", Connection = "WorkerTestBus")] string message)
        {
            ArgumentNullException.ThrowIfNull(message);
            seen.TrySetResult(Activity.Current);
        }
    }
}
