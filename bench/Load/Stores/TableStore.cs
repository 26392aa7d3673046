using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FailureFunctions.Bench.Load.Stores;

/// <summary>A request to the table service. The path is decoded and has no account, such as <c>Failures(PartitionKey='a',RowKey='b')</c>.</summary>
/// <param name="Filter">A query's <c>$filter</c>.</param>
/// <param name="From">Where a query goes on.</param>
internal sealed record TableRequest(
    string Method, string Path, string? IfMatch, byte[] Body, string? Filter = null, (string Partition, string Row)? From = null);

/// <param name="Next">Where a query that found more goes on.</param>
internal sealed record TableAnswer(
    int Status, string? ETag = null, string? Error = null, byte[]? Body = null, (string Partition, string Row)? Next = null);

/// <summary>
/// Tables in memory, as far as the load needs them: tables, rows by their keys, ETags, conflicts, and queries of a whole table.
/// Of queries with a filter, only those for a partition find anything.
/// Statuses and codes: learn.microsoft.com, "Table service REST API".
/// </summary>
internal sealed partial class TableStore
{
    private const int Page = 1_000;

    private readonly ConcurrentDictionary<string, Dictionary<(string, string), Row>> _tables = new(StringComparer.OrdinalIgnoreCase);
    private long _lastVersion;

    public TableAnswer Apply(TableRequest request)
    {
        if (Address().Match(request.Path) is not { Success: true } address)
            return new(400, Error: "InvalidInput");
        var name = address.Groups["table"].Value;
        if (name.Equals("Tables", StringComparison.OrdinalIgnoreCase))
            return OfTables(request, Unquote(address.Groups["name"].Value));
        if (!_tables.TryGetValue(name, out var rows))
            return new(404, Error: "TableNotFound");
        lock (rows)
            return OfRows(request, rows, address);
    }

    /// <summary>How many rows a table has; 0 if there is none of that name.</summary>
    public int Count(string table)
    {
        if (!_tables.TryGetValue(table, out var rows))
            return 0;
        lock (rows)
            return rows.Count;
    }

    /// <summary>Applies all or none.</summary>
    /// <returns>The answers; if one fails, only its own.</returns>
    public IReadOnlyList<TableAnswer> ApplyAll(IReadOnlyList<TableRequest> requests)
    {
        var table = requests.Count == 0 ? "" : Address().Match(requests[0].Path).Groups["table"].Value;
        if (!_tables.TryGetValue(table, out var rows))
            return [new(404, Error: "TableNotFound")];
        lock (rows)
        {
            // Rows are never changed in place.
            var before = new Dictionary<(string, string), Row>();
            var added = new List<(string, string)>();
            var answers = new List<TableAnswer>();
            foreach (var request in requests)
            {
                var key = KeyOf(request, Address().Match(request.Path));
                if (!rows.TryGetValue(key, out var row))
                    added.Add(key);
                else
                    before.TryAdd(key, row);
                answers.Add(Apply(request));
                if (answers[^1].Status < 400)
                    continue;
                added.ForEach(other => rows.Remove(other));
                foreach (var (other, old) in before)
                    rows[other] = old;
                return [answers[^1]];
            }
            return answers;
        }
    }

    private TableAnswer OfTables(TableRequest request, string name)
    {
        if (request.Method == "DELETE")
            return _tables.TryRemove(name, out _) ? new(204) : new(404, Error: "ResourceNotFound");
        if (request.Method == "GET")
            return new(200, Body: """{"value":[]}"""u8.ToArray());
        using var json = JsonDocument.Parse(request.Body);
        return _tables.TryAdd(json.RootElement.GetProperty("TableName").GetString()!, [])
            ? new(201, Body: request.Body)
            : new(409, Error: "TableAlreadyExists");
    }

    private TableAnswer OfRows(TableRequest request, Dictionary<(string, string), Row> rows, Match address)
    {
        if (request.Method == "GET" && !address.Groups["row"].Success)
        {
            if (request.Filter is null)
                return Scan(rows, request.From);
            return OfPartition().Match(request.Filter) is { Success: true } partition
                ? Scan(rows.Where(row => row.Key.Item1 == Unquote(partition.Groups[1].Value)), request.From)
                : new(200, Body: """{"value":[]}"""u8.ToArray());
        }
        var key = KeyOf(request, address);
        var row = rows.GetValueOrDefault(key);
        switch (request.Method)
        {
            case "POST":
                return row is not null ? new(409, Error: "EntityAlreadyExists") : Put([request.Body]);
            case "GET":
                return row is null ? new(404, Error: "ResourceNotFound") : new(200, row.ETag, Body: Write(row));
        }
        // Without a condition it is an upsert.
        if (row is null && (request.IfMatch is not null || request.Method == "DELETE"))
            return new(404, Error: "ResourceNotFound");
        if (row is not null && request.IfMatch is not (null or "*") && request.IfMatch != row.ETag)
            return new(412, Error: "UpdateConditionNotSatisfied");
        switch (request.Method)
        {
            case "DELETE":
                rows.Remove(key);
                return new(204);
            case "PUT":
                return Put([request.Body]);
            case "PATCH" or "MERGE":
                return Put([.. row?.Parts ?? [], request.Body]);
            default:
                return new(405, Error: "UnsupportedHttpVerb");
        }

        TableAnswer Put(byte[][] parts)
        {
            var tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{Interlocked.Increment(ref _lastVersion)}\"");
            rows[key] = new Row(tag, parts);
            return new(204, tag);
        }
    }

    private static TableAnswer Scan(IEnumerable<KeyValuePair<(string Partition, string Row), Row>> rows, (string Partition, string Row)? from)
    {
        var found = rows.Where(row => from is not { } start || Compare(row.Key, start) >= 0)
            .Order(Comparer<KeyValuePair<(string, string), Row>>.Create((a, b) => Compare(a.Key, b.Key))).Take(Page + 1).ToArray();
        var body = Encoding.UTF8.GetBytes($$"""{"value":[{{string.Join(',', found.Take(Page).Select(row => Encoding.UTF8.GetString(Write(row.Value))))}}]}""");
        return new(200, Body: body, Next: found.Length > Page ? found[Page].Key : null);
    }

    private static int Compare((string Partition, string Row) a, (string Partition, string Row) b) =>
        string.CompareOrdinal(a.Partition, b.Partition) is var order and not 0 ? order : string.CompareOrdinal(a.Row, b.Row);

    private static (string Partition, string Row) KeyOf(TableRequest request, Match address)
    {
        if (address.Groups["row"].Success)
            return (Unquote(address.Groups["partition"].Value), Unquote(address.Groups["row"].Value));
        using var json = JsonDocument.Parse(request.Body);
        return (json.RootElement.GetProperty("PartitionKey").GetString()!, json.RootElement.GetProperty("RowKey").GetString()!);
    }

    // Only here is a merge carried out: most rows that are written are not read.
    private static byte[] Write(Row row)
    {
        var documents = row.Parts.Select(part => JsonDocument.Parse(part)).ToList();
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in documents.SelectMany(document => document.RootElement.EnumerateObject()))
            properties[property.Name] = property.Value;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("odata.etag", row.ETag);
            writer.WriteString("Timestamp", "2026-01-01T00:00:00.0000000Z");
            foreach (var (name, value) in properties)
            {
                if (name is "odata.etag" or "Timestamp")
                    continue;
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        documents.ForEach(document => document.Dispose());
        return buffer.WrittenSpan.ToArray();
    }

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<table>\w+)(\(\s*\)|\('(?<name>\w+)'\)|\(PartitionKey='(?<partition>([^']|'')*)',\s*RowKey='(?<row>([^']|'')*)'\))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex(@"^PartitionKey eq '((?:[^']|'')*)'$")]
    private static partial Regex OfPartition();

    private sealed record Row(string ETag, byte[][] Parts);
}
