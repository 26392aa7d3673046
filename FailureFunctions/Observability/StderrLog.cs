using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using FailureFunctions.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Observability;

/// <summary>
/// Writes the app's warnings and errors to stderr when they are logged outside an invocation, mostly at start. The Functions
/// host drops such records, but shows its worker's stderr in the console of <c>func start</c> and in Azure's log stream.
/// Records of an invocation are left to the host.
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

/// <summary>The settings <c>Logging__LogLevel__…</c>, which .NET reads; an unknown level would end the start with a stack trace.</summary>
internal sealed class LoggingSettings : IValidatableObject
{
    public IDictionary<string, string> LogLevel { get; set; } = new Dictionary<string, string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => LogLevel
        .Where(level => level.Value.Length > 0 && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
        .Select(level => new ValidationResult(
            $"\"{level.Value}\" is not a log level; write {string.Join(", ", Enum.GetNames<LogLevel>())}.", [$"{nameof(LogLevel)}__{level.Key}"]));
}

internal static class StderrLogServices
{
    public static void AddStderrLog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<LoggingSettings>(configuration, "Logging");
        services.AddLogging(logging => logging
            .AddProvider(new StderrLog(Console.Error))
            // Only the app's own records: those of libraries may hold addresses.
            .AddFilter<StderrLog>(category: null, LogLevel.None)
            .AddFilter<StderrLog>(nameof(FailureFunctions), LogLevel.Warning));
    }
}
