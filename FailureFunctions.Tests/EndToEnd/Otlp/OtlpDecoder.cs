using System.Globalization;

namespace FailureFunctions.Tests.EndToEnd.Otlp;

/// <summary>Reads what an exporter sends, by the field numbers of opentelemetry-proto 1.x.</summary>
internal static class OtlpDecoder
{
    private const ulong StatusError = 2;

    /// <summary>Spans of an ExportTraceServiceRequest.</summary>
    public static IEnumerable<OtlpSpan> Spans(ReadOnlyMemory<byte> request) => InScopes(request).Select(found => new OtlpSpan
    {
        Source = found.Scope,
        Name = found.Item.Text(5),
        TraceId = found.Item.Hex(1),
        SpanId = found.Item.Hex(2),
        TraceState = found.Item.Text(3),
        ParentId = found.Item.Hex(4),
        Kind = (int)found.Item.Integer(6),
        IsError = found.Item.Message(15)?.Integer(3) == StatusError,
        Attributes = Attributes(found.Item, 9),
        LinkedTraces = [.. found.Item.Messages(13).Select(link => link.Hex(1))],
    });

    /// <summary>Data points of an ExportMetricsServiceRequest.</summary>
    public static IEnumerable<OtlpPoint> Points(ReadOnlyMemory<byte> request) => InScopes(request).SelectMany(found =>
    {
        var metric = found.Item;
        var numbers = new[] { 5, 7 }.SelectMany(metric.Messages).SelectMany(data => data.Messages(1)).Select(point => new OtlpPoint
        {
            Metric = metric.Text(1),
            Unit = metric.Text(3),
            Attributes = Attributes(point, 7),
            Value = point.Has(4) ? point.Double(4) : (long)point.Integer(6),
        });
        var histograms = metric.Messages(9).SelectMany(data => data.Messages(1)).Select(point => new OtlpPoint
        {
            Metric = metric.Text(1),
            Unit = metric.Text(3),
            Attributes = Attributes(point, 9),
            Value = point.Double(5),
            Count = (long)point.Integer(4),
            Bounds = point.Doubles(7),
        });
        return numbers.Concat(histograms);
    });

    /// <summary>Records of an ExportLogsServiceRequest.</summary>
    public static IEnumerable<OtlpLog> Logs(ReadOnlyMemory<byte> request) => InScopes(request).Select(found => new OtlpLog
    {
        Category = found.Scope,
        Event = found.Item.Text(12),
        Level = found.Item.Text(3),
        Body = found.Item.Message(5)?.Text(1) ?? "",
        TraceId = found.Item.Hex(9),
        Attributes = Attributes(found.Item, 6),
    });

    // All three requests have resources, in them scopes, in them what was asked for.
    private static IEnumerable<(string Scope, ProtobufMessage Item)> InScopes(ReadOnlyMemory<byte> request) =>
        from resource in ProtobufMessage.Parse(request).Messages(1)
        from scope in resource.Messages(2)
        from item in scope.Messages(2)
        select (scope.Message(1)?.Text(1) ?? "", item);

    private static Dictionary<string, string> Attributes(ProtobufMessage message, int number) =>
        message.Messages(number).ToDictionary(pair => pair.Text(1), pair => Value(pair.Message(2)!));

    private static string Value(ProtobufMessage value) => value switch
    {
        _ when value.Has(1) => value.Text(1),
        _ when value.Has(2) => value.Integer(2) == 1 ? "true" : "false",
        _ when value.Has(3) => ((long)value.Integer(3)).ToString(CultureInfo.InvariantCulture),
        _ when value.Has(4) => value.Double(4).ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
