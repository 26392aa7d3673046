using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsWorker.Tests.Support;

/// <summary>Answers with what it was given.</summary>
public sealed class EchoFunctions
{
    [Function("Echo")]
    public static async Task<HttpResponseData> Echo([HttpTrigger(AuthorizationLevel.Function, "post", Route = "echo")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "application/octet-stream");
        await request.Body.CopyToAsync(response.Body);
        return response;
    }
}
