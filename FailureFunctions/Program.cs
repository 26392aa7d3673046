using FailureFunctions;
using FailureFunctions.Configuration;
using FailureFunctions.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddApp(builder.Configuration);
builder.UseMiddleware<MaskedExceptions>();
var faults = builder.Services.WrongSettings();
foreach (var fault in faults)
    await Console.Error.WriteLineAsync($"Setting {fault}");
if (faults.Count > 0)
    return 1;
// Disposed by RunAsync, with all clients.
var host = builder.Build();
var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
try
{
    await host.RunAsync();
}
catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested && !lifetime.ApplicationStarted.IsCancellationRequested)
{
    // Stopped while it was starting, which cancels the start.
}
return 0;
