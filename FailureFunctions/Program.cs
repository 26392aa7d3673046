using FailureFunctions;
using FailureFunctions.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddApp(builder.Configuration);
builder.UseMiddleware<MaskedExceptions>();
// Disposed by RunAsync, with all clients.
var host = builder.Build();
var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
try
{
    // Before the host starts, which would log what is wrong with a stack trace.
    host.Services.GetService<IStartupValidator>()?.Validate();
}
catch (Exception e) when (SettingFaults.Of(e) is { Count: > 0 } faults)
{
    // One line per setting that is wrong, each with how to fix it; a stack trace would only hide them.
    foreach (var fault in faults)
        await Console.Error.WriteLineAsync($"Setting {fault}");
    return 1;
}
try
{
    await host.RunAsync();
}
catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested && !lifetime.ApplicationStarted.IsCancellationRequested)
{
    // Stopped while it was starting, which cancels the start.
}
return 0;
