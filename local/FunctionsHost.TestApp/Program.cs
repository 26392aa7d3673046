using FunctionsHost.TestApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

switch (Environment.GetEnvironmentVariable("TESTAPP_START"))
{
    case "throw":
        throw new InvalidOperationException("The setting Greeting is missing.");
    case "exit":
        return 3;
    case "hang":
        Thread.Sleep(Timeout.Infinite);
        return 0;
    case "throw-again" when File.Exists(Path.Combine(AppContext.BaseDirectory, "started")):
        throw new InvalidOperationException("The app starts only once.");
    default:
        break;
}

if (Environment.GetEnvironmentVariable("TESTAPP_START") == "throw-again")
    await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "started"), "");

var builder = FunctionsApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Trace);
using var app = builder.Build();
Log.Starting(app.Services.GetService(typeof(ILogger<Log>)) as ILogger<Log>);
Console.WriteLine("a line on standard output");
await Console.Error.WriteLineAsync("a line on standard error");
await app.RunAsync();
return 0;
