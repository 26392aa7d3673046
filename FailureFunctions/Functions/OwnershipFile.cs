using System.Net;
using FailureFunctions.Copernica;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Functions;

/// <summary>Serves the file by which Copernica checks that the host is the operator's: <c>GET {prefix}/{name}.txt</c>.</summary>
internal sealed class OwnershipFile(IOptions<CopernicaOptions> options)
{
    [Function(nameof(OwnershipFile))]
    public HttpResponseData Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{name}.txt")] HttpRequestData request,
        string name)
    {
        if (!options.Value.OwnershipFiles.TryGetValue($"{name}.txt", out var content))
            return request.CreateResponse(HttpStatusCode.NotFound);
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        response.WriteString(content);
        return response;
    }
}
