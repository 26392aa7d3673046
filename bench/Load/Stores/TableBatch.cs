using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FailureFunctions.Bench.Load.Stores;

/// <summary>Entity group transactions: a change set of HTTP requests in a multipart body (learn.microsoft.com, "Performing entity group transactions").</summary>
internal static class TableBatch
{
    public static async Task<IReadOnlyList<TableRequest>> ReadAsync(string? contentType, Stream body, CancellationToken cancellationToken)
    {
        var outer = Reader(contentType, body);
        var changeSet = await outer.ReadNextSectionAsync(cancellationToken) ?? throw new InvalidDataException("An empty batch.");
        var inner = Reader(changeSet.ContentType, changeSet.Body);
        var requests = new List<TableRequest>();
        while (await inner.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            using var text = new StreamReader(section.Body, Encoding.UTF8);
            requests.Add(ReadRequest(await text.ReadToEndAsync(cancellationToken)));
        }
        return requests;
    }

    public static (string ContentType, byte[] Body) Write(IReadOnlyList<TableAnswer> answers)
    {
        var text = new StringBuilder();
        text.Append("--batchresponse\r\nContent-Type: multipart/mixed; boundary=changesetresponse\r\n\r\n");
        foreach (var answer in answers)
        {
            text.Append("--changesetresponse\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            text.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}\r\n");
            if (answer.ETag is not null)
                text.Append(CultureInfo.InvariantCulture, $"ETag: {answer.ETag}\r\n");
            if (answer.Error is { } error)
                text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\n\r\n{InstantTables.ErrorBody(error)}\r\n");
            else
                text.Append("\r\n\r\n");
        }
        text.Append("--changesetresponse--\r\n--batchresponse--\r\n");
        return ("multipart/mixed; boundary=batchresponse", Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static MultipartReader Reader(string? contentType, Stream body) => new(
        HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).Value
            ?? throw new InvalidDataException("A batch without a boundary."),
        body);

    private static TableRequest ReadRequest(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n");
        var line = lines[0].Split(' ');
        var condition = lines.FirstOrDefault(header => header.StartsWith("If-Match:", StringComparison.OrdinalIgnoreCase));
        return new TableRequest(
            line[0], InstantTables.PathOf(new Uri(line[1]).AbsolutePath), condition?["If-Match:".Length..].Trim(),
            Encoding.UTF8.GetBytes(text[(end + 4)..].Trim()));
    }
}
