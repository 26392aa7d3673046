using FailureFunctions.Observability;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Tests.Startup;

/// <summary>What goes to stderr: warnings and errors outside an invocation, and nothing that the host shows itself.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class StderrLogTests
{
    private static readonly KeyValuePair<string, object>[] Invocation = [new("AzureFunctions_InvocationId", "id"), new("AzureFunctions_FunctionName", "f")];

    private static readonly KeyValuePair<string, object>[] Other = [new("RequestId", "id")];

    private static readonly InvalidOperationException Error = new("secret");

    private readonly record struct Written(ILogger Logger, StringWriter Stderr);

    [TestCase(LogLevel.Warning, "Warning: text")]
    [TestCase(LogLevel.Error, "Error: text")]
    [TestCase(LogLevel.Information, "")]
    public void Outside_an_invocation_warnings_and_errors_are_written(LogLevel level, string expected)
    {
        var (logger, stderr) = Create();

        Write(logger, level);

        Assert.That(stderr.ToString().TrimEnd(), Is.EqualTo(expected));
    }

    [Test]
    public void Inside_an_invocation_nothing_is_written_since_the_host_shows_it()
    {
        var (logger, stderr) = Create();

        using (logger.BeginScope(Invocation))
        using (logger.BeginScope("inner"))
            Write(logger, LogLevel.Error);

        Assert.That(stderr.ToString(), Is.Empty);
    }

    [Test]
    public void Another_scope_is_not_an_invocation()
    {
        var (logger, stderr) = Create();

        using (logger.BeginScope(Other))
            Write(logger, LogLevel.Warning);

        Assert.That(stderr.ToString().TrimEnd(), Is.EqualTo("Warning: text"));
    }

    private static void Write(ILogger logger, LogLevel level) =>
        logger.Log(level, default, "text", Error, (text, e) => text + e?.Message);

    private static Written Create()
    {
        var stderr = new StringWriter();
        var factory = LoggerFactory.Create(logging => logging.AddProvider(new StderrLog(stderr)));
        return new Written(factory.CreateLogger("category"), stderr);
    }
}
