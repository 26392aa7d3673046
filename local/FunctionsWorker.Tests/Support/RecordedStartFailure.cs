using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Hosting;

namespace FunctionsWorker.Tests.Support;

/// <summary>Keeps the reason why a host did not start, where a process would end.</summary>
internal sealed class RecordedStartFailure(HostReport report, IHostApplicationLifetime lifetime) : StartFailure(report, lifetime)
{
    public string? Message { get; private set; }

    public override void End(FunctionWorkerException exception) => Message = exception.Message;
}
