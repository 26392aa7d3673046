using System.Net;
using FailureFunctions.Copernica;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Functions;

/// <summary>
/// Serves the file by which Copernica sees that the host is ours: <c>GET {prefix}/{name}.txt</c>, anonymous.
/// </summary>
/// <param name="options">The configured files.</param>
internal sealed class OwnershipFile(IOptions<CopernicaOptions> options)
{
    /// <summary>Serves a file.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The file's name without <c>.txt</c>.</param>
    /// <returns>200 with the configured content, or 404.</returns>
    [Function(nameof(OwnershipFile))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{name}.txt")] HttpRequestData request,
        string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Value.OwnershipFiles.TryGetValue($"{name}.txt", out var content))
            return request.CreateResponse(HttpStatusCode.NotFound);
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        await response.WriteStringAsync(content, CancellationToken.None);
        return response;
    }
}
