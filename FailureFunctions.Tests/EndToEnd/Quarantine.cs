using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The rejected notifications as an operator reaches them: over HTTP, and with Storage Explorer.</summary>
internal static class Quarantine
{
    public static TableClient Table => World.Tables.GetTableClient(TableNames.Rejected);

    public static Task<Wire.Answer> GetAsync(string query) => SendAsync(HttpMethod.Get, $"rejected-notifications?{query}");

    public static Task<Wire.Answer> ReplayAsync(string id) => SendAsync(HttpMethod.Post, $"rejected-notifications/{id}/replay");

    /// <summary>Has a body rejected by the app, and gives its row.</summary>
    public static async Task<TableEntity> RejectAsync(string body)
    {
        var answer = await Wire.PostAsync(World.App, body);
        Assert.That(answer.Status, Is.EqualTo(400).Or.EqualTo(422), answer.Text);
        var bytes = Encoding.UTF8.GetBytes(body);
        return (await Wire.RowsAsync(TableNames.Rejected, $"PartitionKey ge '{DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}'"))
            .Single(row => row[Column.Body] is byte[] kept && kept.AsSpan().SequenceEqual(bytes));
    }

    public static string IdOf(TableEntity row) => $"{row.PartitionKey}/{row.RowKey}";

    /// <summary>Puts a copy of a row into a day of its own, altered.</summary>
    public static async Task PutAsync(TableEntity row, string day, string key, Action<TableEntity> alter)
    {
        var copy = new TableEntity(day, key);
        foreach (var (name, value) in row)
        {
            if (name is not ("odata.etag" or "PartitionKey" or "RowKey" or "Timestamp"))
                copy[name] = value;
        }
        alter(copy);
        await Table.UpsertEntityAsync(copy, TableUpdateMode.Replace);
    }

    public static Task AlterAsync(TableEntity row, string column, object value) => Table.UpdateEntityAsync(
        new TableEntity(row.PartitionKey, row.RowKey) { [column] = value }, ETag.All, TableUpdateMode.Merge);

    public static async Task<TableEntity> RowAsync(string id) =>
        await Table.GetEntityAsync<TableEntity>(id.Split('/')[0], id.Split('/')[1]);

    public static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static async Task<Wire.Answer> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, $"http://{World.App.Host}/api/{path}");
        return await Wire.SendAsync(World.App, request);
    }
}
