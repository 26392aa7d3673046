using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

// Run as a process by the tests of start, stop and exit codes: it serves the public functions of this assembly.
FunctionsApplication.CreateBuilder(args).Build().Run();
