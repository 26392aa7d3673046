using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace FailureFunctions.Tests.Recording;

/// <summary>Loses the answer to the first insert: the service has the row, and the client tries again.</summary>
internal sealed class LostAnswers : HttpPipelinePolicy
{
    private int _inserts;

    public int Inserts => _inserts;

    public TableServiceClient ClientOf(string connectionString)
    {
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.Zero;
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        return new TableServiceClient(connectionString, options);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        var isInsert = message.Request.Method == RequestMethod.Post && !message.Request.Uri.Path.EndsWith("/Tables", StringComparison.Ordinal);
        if (isInsert && ++_inserts == 1)
            throw new IOException("The connection was closed.");
    }
}
