using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Ends a process whose host cannot start: one line that says why, exit code 1, no stack trace.</summary>
internal class StartFailure(HostReport report, IHostApplicationLifetime lifetime)
{
    public virtual void End(FunctionWorkerException exception)
    {
        report.Failed(exception.Message);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
