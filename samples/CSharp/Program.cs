// Keeps a copy of the suppression list, from the topic email-suppressions: docs/subscribe.md.
//
//   Subscriber FILE                  updates the copy in FILE until SIGINT or SIGTERM
//   Subscriber FILE ADDRESS...       says which addresses are suppressed
//
// SERVICE_BUS is the namespace, such as NAME.servicebus.windows.net, or the connection string of an emulator;
// SUBSCRIPTION is the subscription, by default "all".
using System.Runtime.InteropServices;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Samples.Subscriber;

if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: Subscriber FILE [ADDRESS...]");
    return 2;
}
if (args.Length > 1)
{
    using var copy = SuppressedAddresses.Open(args[0], FileAccess.Read);
    foreach (var address in args[1..])
        Console.WriteLine($"{address}: {(copy.IsSuppressed(address, DateTimeOffset.UtcNow) ? "suppressed" : "not suppressed")}");
    return 0;
}

var bus = Environment.GetEnvironmentVariable("SERVICE_BUS") ?? throw new InvalidOperationException("Set SERVICE_BUS.");
var subscription = Environment.GetEnvironmentVariable("SUBSCRIPTION") ?? "all";
using var addresses = SuppressedAddresses.Open(args[0], FileAccess.ReadWrite);
await using var client = bus.Contains('=') ? new ServiceBusClient(bus) : new ServiceBusClient(bus, new DefaultAzureCredential());
// One message at a time, and a message is completed when its handler returns: both are the defaults. A handler that throws abandons
// its message, which is then delivered again, and dead-lettered after the subscription's MaxDeliveryCount.
await using var processor = client.CreateProcessor("email-suppressions", subscription);
processor.ProcessMessageAsync += HandleAsync;
processor.ProcessErrorAsync += failure =>
{
    Console.Error.WriteLine($"{failure.ErrorSource}: {failure.Exception.Message}");
    return Task.CompletedTask;
};
var stopped = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

await processor.StartProcessingAsync();
Console.WriteLine("started");
await stopped.Task;
// Waits for the message in hand.
await processor.StopProcessingAsync();
Console.WriteLine("stopped");
return 0;

async Task HandleAsync(ProcessMessageEventArgs received)
{
    var message = received.Message;
    var type = message.ApplicationProperties.GetValueOrDefault("cloudEvents_type") as string;
    // The subject is the type without its version.
    if (message.Subject is not ("email.address.suppressed" or "email.address.released"))
    {
        Report("ignored");
    }
    else if (type != $"{message.Subject}.v1")
    {
        await received.DeadLetterMessageAsync(message, "unknown-version", $"This subscriber reads v1, not '{type}'.");
        Report("dead-lettered");
    }
    else if (AddressState.TryParse(message.Body.ToString()) is not { } state)
    {
        await received.DeadLetterMessageAsync(message, "unreadable", "The body is not as the schema describes it.");
        Report("dead-lettered");
    }
    else
    {
        Report(addresses.Apply(state) ? "applied" : "not newer");
    }

    // The id, not the address: this is a log.
    void Report(string outcome) => Console.WriteLine($"{outcome} {message.MessageId}");
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}
