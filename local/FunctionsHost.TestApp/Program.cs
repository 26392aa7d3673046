using FunctionsHost.TestApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Holds up the start for as long as the file exists.
while (File.Exists(Environment.GetEnvironmentVariable("TESTAPP_HOLD")))
    await Task.Delay(20);

switch (Environment.GetEnvironmentVariable("TESTAPP_START"))
{
    case "throw":
        throw new InvalidOperationException("The setting Greeting is missing.");
    case "exit":
        return 3;
    case "hang":
        await File.WriteAllTextAsync(Path.Combine(Signals.Folder, $"started-{Environment.ProcessId}"), "");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    default:
        break;
}

var builder = FunctionsApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Trace);
// A longer message ends the worker's stream, and the process lives on.
if (Environment.GetEnvironmentVariable("TESTAPP_MAX_MESSAGE") is { } longest)
    builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Functions:Worker:GrpcMaxMessageLength", (string?)longest)]);
using var app = builder.Build();
Log.Starting(app.Services.GetService(typeof(ILogger<Log>)) as ILogger<Log>);
Console.WriteLine("a line on standard output");
await Console.Error.WriteLineAsync("a line on standard error");
await app.RunAsync();
return 0;
