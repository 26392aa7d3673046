using FailureFunctions;
using FailureFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.Services.AddApp(builder.Configuration);
    builder.UseMiddleware<MaskedExceptions>();
    using var host = builder.Build();
    // Before the host starts, which would log what is wrong with a stack trace.
    host.Services.GetService<IStartupValidator>()?.Validate();
    await host.RunAsync();
    return 0;
}
catch (OptionsValidationException e)
{
    // One line per setting that is wrong, each with what to mend; a stack trace would only hide them.
    foreach (var failure in e.Failures)
        await Console.Error.WriteLineAsync($"Setting {failure}");
    return 1;
}
