using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Bench.Peers;

/// <summary>What host, worker and HTTP cost without any work.</summary>
public sealed class ReceiveNothing
{
    [Function(nameof(ReceiveNothing))]
    public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures")] HttpRequestData request) =>
        request.CreateResponse(HttpStatusCode.OK);
}
