using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Runs the functions of one kind of trigger.</summary>
internal interface ITriggerListener
{
    /// <summary>One line for each function, for the list at start.</summary>
    IEnumerable<string> Lines { get; }

    /// <summary>Takes its functions from the list and checks what their triggers say.</summary>
    /// <exception cref="FunctionWorkerException">A trigger cannot work as it is written.</exception>
    void Prepare(IReadOnlyList<FunctionDescriptor> functions);

    /// <exception cref="FunctionWorkerException">The listener cannot start.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes nothing new and waits for what runs, until the token says that time is up.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
