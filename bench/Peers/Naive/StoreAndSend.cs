using System.Net;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Bench.Peers;

/// <summary>The least that stores a notification and publishes it: no check, no identity, no repeat recognised, no failure handled.</summary>
public sealed class StoreAndSend(TableClient table, ServiceBusSender sender)
{
    [Function(nameof(StoreAndSend))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures")] HttpRequestData request)
    {
        var body = await new StreamReader(request.Body).ReadToEndAsync();
        var key = Guid.NewGuid().ToString();
        await table.AddEntityAsync(new TableEntity(key, key) { ["Body"] = body });
        await sender.SendMessageAsync(new ServiceBusMessage(body) { MessageId = key });
        return request.CreateResponse(HttpStatusCode.OK);
    }
}
