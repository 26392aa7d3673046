using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
var table = new TableClient(builder.Configuration["FailureTables"], "NaiveFailures");
await table.CreateIfNotExistsAsync();
await using var bus = new ServiceBusClient(builder.Configuration["FailureBus"]);
builder.Services.AddSingleton(table);
builder.Services.AddSingleton(bus.CreateSender("email-failures"));
await builder.Build().RunAsync();
