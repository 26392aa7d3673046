using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Observability;

/// <summary>
/// Writes the app's warnings and errors to stderr when they are logged outside an invocation, at start above all. The
/// Functions host drops such records, and shows what its worker writes to stderr: in the console of <c>func start</c> and in
/// Azure's log stream. Records of an invocation are left to the host.
/// </summary>
internal sealed class StderrLog(TextWriter stderr) : ILoggerProvider, ISupportExternalScope, ILogger
{
    // Pushed by the worker around each invocation (Microsoft.Azure.Functions.Worker.Core, FunctionInvocationScope).
    private const string InvocationId = "AzureFunctions_InvocationId";

    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) => this;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Without the exception, whose message may repeat an address or a key.
        if (IsEnabled(logLevel) && !IsInInvocation())
            stderr.WriteLine($"{logLevel}: {formatter(state, null)}");
    }

    public void Dispose()
    {
    }

    private bool IsInInvocation()
    {
        var found = new StrongBox<bool>();
        _scopes?.ForEachScope(
            static (scope, found) =>
                found.Value |= scope is IEnumerable<KeyValuePair<string, object>> values && values.Any(value => value.Key == InvocationId),
            found);
        return found.Value;
    }
}

/// <summary>Adds <see cref="StderrLog"/>.</summary>
internal static class StderrLogServices
{
    public static IServiceCollection AddStderrLog(this IServiceCollection services) => services.AddLogging(logging => logging
        .AddProvider(new StderrLog(Console.Error))
        // Only the app's own records: what the libraries log may hold addresses.
        .AddFilter<StderrLog>(category: null, LogLevel.None)
        .AddFilter<StderrLog>(nameof(FailureFunctions), LogLevel.Warning));
}
