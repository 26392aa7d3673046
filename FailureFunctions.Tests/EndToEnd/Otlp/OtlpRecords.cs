namespace FailureFunctions.Tests.EndToEnd.Otlp;

/// <summary>A span as it was exported.</summary>
internal sealed record OtlpSpan
{
    public required string Source { get; init; }

    public required string Name { get; init; }

    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    /// <summary>Empty when there is no parent.</summary>
    public required string ParentId { get; init; }

    public required string TraceState { get; init; }

    /// <summary>The number of OTLP: 1 internal, 2 server, 3 client, 4 producer, 5 consumer.</summary>
    public required int Kind { get; init; }

    /// <summary>Whether its status is an error.</summary>
    public required bool IsError { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required IReadOnlyList<string> LinkedTraces { get; init; }
}

/// <summary>A measurement as it was exported.</summary>
internal sealed record OtlpPoint
{
    public required string Metric { get; init; }

    public required string Unit { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The value; of a histogram the sum.</summary>
    public required double Value { get; init; }

    /// <summary>How many values a histogram has; null for other kinds.</summary>
    public long? Count { get; init; }

    /// <summary>Where the buckets of a histogram end.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];
}

/// <summary>A log record as it was exported.</summary>
internal sealed record OtlpLog
{
    public required string Category { get; init; }

    public required string Event { get; init; }

    public required string Level { get; init; }

    public required string Body { get; init; }

    public required string TraceId { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
