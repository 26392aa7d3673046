using System.Net.Http.Headers;
using System.Text;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Listing, exporting and importing over real HTTP.</summary>
[TestFixture]
internal sealed class SuppressionTransferTests
{
    private const string Csv = "text/csv";
    private const string NdJson = "application/x-ndjson";

    [Test]
    public async Task A_list_is_imported_once_however_often_it_is_sent_and_found_page_by_page()
    {
        string[] recipients = [.. Enumerable.Range(0, 3).Select(_ => Suppressed.NewRecipient())];
        var file = "recipient,origin,note\r\n" + string.Concat(recipients.Select(recipient => $"{recipient},complaint,\"from \"\"the\"\" other\"\r\n"));

        var dry = await Suppressed.PostTextAsync("import", file, Csv);
        Assert.That(dry.Text, Is.EqualTo("""{"applied":false,"addresses":3,"duplicates":[],"duplicateCount":0}"""));
        Assert.That(await Suppressed.IsSuppressedAsync(recipients[0]), Is.False);
        var first = await Suppressed.PostTextAsync("import?apply=true", file, Csv);
        Assert.That(first.Text, Is.EqualTo("""{"applied":true,"complete":true,"added":3,"unchanged":0}"""));
        var second = await Suppressed.PostTextAsync("import?apply=true&from=3", file, Csv);
        Assert.That(second.Text, Is.EqualTo("""{"applied":true,"complete":true,"added":0,"unchanged":2}"""));

        var found = (await Suppressed.PostAsync("lookup", new { recipient = recipients[0] })).Json;
        Assert.That(
            (found["origin"]!.GetValue<string>(), found["decisions"]![0]!["note"]!.GetValue<string>(), found["decisions"]![0]!["actor"]!.GetValue<string>()),
            Is.EqualTo(("complaint", "from \"the\" other", "import")));
        var listed = new List<string>();
        string? next = null;
        do
        {
            var (page, continuation) = await ListAsync("?origin=complaint&state=suppressed&limit=2", continuation: next);
            Assert.That(page.Json["entries"]!.AsArray().Count, Is.LessThanOrEqualTo(2));
            Assert.That(page.Json["next"]?.GetValue<string>(), Is.EqualTo(continuation));
            listed.AddRange(page.Json["entries"]!.AsArray().Select(entry => entry!["recipient"]!.GetValue<string>()));
            next = continuation;
        }
        while (next is not null);
        Assert.That(listed, Is.Unique.And.SupersetOf(recipients));
    }

    [Test]
    public async Task An_export_has_a_line_per_entry_and_a_spreadsheet_runs_none_of_its_cells()
    {
        var formula = "=1+2" + Suppressed.NewRecipient();
        await Suppressed.DecideAsync("add", formula);

        var (csv, _) = await ListAsync("?origin=manual&format=csv");
        var (lines, _) = await ListAsync("?origin=manual", NdJson);

        Assert.That((csv.Status, csv.ContentType), Is.EqualTo((200, Csv)));
        Assert.That(csv.Text, Does.StartWith("recipient,recipientKey,suppressed,state,since,until,reason,origin,version,updatedAt\r\n"));
        Assert.That(csv.Text, Does.Contain($"\r\n\"'{formula}\",\"'{formula}\",true,suppressed,").And.Contain(",,,manual,1,"));
        Assert.That((lines.Status, lines.ContentType), Is.EqualTo((200, NdJson)));
        Assert.That(lines.Text.TrimEnd('\n').Split('\n'), Has.Exactly(1).StartsWith($$"""{"recipient":"{{formula}}","recipientKey":"{{formula}}","suppressed":true,"state":"suppressed","since":"20"""));
        Assert.That((await Suppressed.PostTextAsync("import", $"recipient\n'{formula}", Csv)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_list_says_how_many_entries_it_leaves_out_since_their_rows_were_edited()
    {
        var (edited, other) = (Suppressed.NewRecipient(), Suppressed.NewRecipient());
        await Suppressed.PostTextAsync("import?apply=true", $"recipient\n{edited}\n{other}", Csv);
        var table = World.Tables.GetTableClient(TableNames.Suppressions);
        await table.UpdateEntityAsync(new TableEntity(edited, SuppressionColumns.RowKey) { [Column.Decisions] = "[{}]" }, ETag.All);

        var (list, _) = await ListAsync("?origin=import&limit=10000");
        var (_, headers) = await SendAsync("?origin=import&limit=10000", Csv);

        Assert.That((list.Json["unreadable"]!.GetValue<int>(), headers.GetValues("Unreadable").Single()), Is.EqualTo((1, "1")));
        Assert.That(list.Text, Does.Contain(other).And.Not.Contain(edited));
        await table.DeleteEntityAsync(edited, SuppressionColumns.RowKey);
    }

    [TestCase("?orgin=manual", "query")]
    [TestCase("?origin=manually", "origin")]
    [TestCase("?reason=gone&state=dead", "reason state")]
    [TestCase("?since=yesterday", "since")]
    [TestCase("?since=2024-06-05T12:00:00", "since")]
    [TestCase("?since=2024-13-05", "since")]
    [TestCase("?since=0001-01-01", "since")]
    [TestCase("?limit=0", "limit")]
    [TestCase("?limit=10001", "limit")]
    [TestCase("?format=xml", "format")]
    public async Task A_query_that_cannot_be_used_names_the_parameter(string query, string fields) =>
        AssertErrors((await ListAsync(query)).Answer, "invalid-query", fields);

    [TestCase("nonsense")]
    [TestCase("!")]
    [TestCase("AAAAAAAAAAAA")]
    public async Task A_malformed_continuation_is_refused(string continuation) =>
        AssertErrors((await ListAsync("", continuation: continuation)).Answer, "invalid-query", "Continuation");

    [Test]
    public async Task A_continuation_of_another_query_is_refused()
    {
        await Suppressed.DecideAsync("add", Suppressed.NewRecipient());
        await Suppressed.DecideAsync("add", Suppressed.NewRecipient());
        var (_, next) = await ListAsync("?origin=manual&limit=1");

        AssertErrors((await ListAsync("?origin=import&limit=1", continuation: next)).Answer, "invalid-query", "Continuation");
    }

    [TestCase("", "1 body")]
    [TestCase("recipient\n", "1 body")]
    [TestCase("a@b.nl\nc@d.nl\n", "1 header")]
    [TestCase("origin,note\nimport,x\n", "1 header")]
    [TestCase("recipient,recipient\na@b.nl,a@b.nl\n", "1 header")]
    [TestCase("recipient,origin\na@b.nl,import\nc@d.nl\n", "3 body")]
    [TestCase("recipient\njan\n\na@b.nl\n@d.nl\n", "2 recipient 5 recipient")]
    [TestCase("recipient,origin\na@b.nl,failure\nc@d.nl,magic\n", "2 origin 3 origin")]
    [TestCase("recipient,note\na@b.nl,x\"y\n", "2 body")]
    [TestCase("recipient,note\na@b.nl,\"x\nc@d.nl,y\n", "2 body")]
    [TestCase("recipient,actor\na@b.nl,\"x\r\ny\"\n", "2 actor")]
    [TestCase("recipient,actor\na@b.nl,\" \"\n", "2 actor")]
    public async Task A_file_of_which_a_line_is_wrong_is_not_imported_and_names_the_line(string file, string expected)
    {
        foreach (var apply in new[] { "", "?apply=true" })
        {
            var answer = await Suppressed.PostTextAsync("import" + apply, file, Csv);

            AnswerTests.AssertProblem(answer, 400, "invalid-suppression-request");
            Assert.That(string.Join(' ', answer.Json["errors"]!.AsArray().Select(error => $"{error!["line"]} {error["field"]}")), Is.EqualTo(expected), answer.Text);
        }
    }

    [TestCase("\uFEFFrecipient;note\r\na@b.nl;\"x;y\"\r\n\r\nA@B.nl;\r\n<a@b.nl>;z", Csv, "2 at lines 4>2 5>2")]
    [TestCase("\uFEFF{\"recipient\":\"a@b.nl\"}\r\n\r\n{\"recipient\":\"c@d.nl\",\"origin\":\"manual\"}\n{\"recipient\":\"a@b.nl\",\"origin\":\"complaint\"}", NdJson, "")]
    [TestCase("recipient\r\na@b.nl", "Text/CSV; charset=UTF-8", "")]
    public async Task Files_of_any_system_are_read_and_duplicates_are_reported(string file, string type, string expected)
    {
        var answer = await Suppressed.PostTextAsync("import", file, type);

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        var duplicates = answer.Json["duplicates"]!.AsArray().Select(one => $"{one!["line"]}>{one["sameAs"]}").ToArray();
        Assert.That(duplicates.Length == 0 ? "" : $"{duplicates.Length} at lines {string.Join(' ', duplicates)}", Is.EqualTo(expected));
    }

    [TestCase("{\"recipient\":\"a@b.nl\",\"note\":\"x\u2028y\"}\r\n\nnonsense", "3 body")]
    [TestCase("{\"recipient\":\"a@b.nl\"}\nnonsense\n{\"recipent\":\"a@b.nl\"}\n[]\n{\"recipient\":7}", "2 body 3 body 4 body 5 recipient")]
    public async Task A_line_of_NDJSON_that_cannot_be_read_is_named(string file, string expected)
    {
        var answer = await Suppressed.PostTextAsync("import", file, NdJson);

        Assert.That(string.Join(' ', answer.Json["errors"]!.AsArray().Select(error => $"{error!["line"]} {error["field"]}")), Is.EqualTo(expected), answer.Text);
    }

    [Test]
    public async Task Five_thousand_lines_are_taken_and_four_mebibytes_and_no_more()
    {
        var file = new StringBuilder("recipient\n");
        for (var i = 0; i < 5_000; i++)
            file.Append("many").Append(i).Append("@example.nl\n");

        Assert.That((await Suppressed.PostTextAsync("import", file.ToString(), Csv)).Json["addresses"]!.GetValue<int>(), Is.EqualTo(5_000));
        AssertErrors(await Suppressed.PostTextAsync("import", file.Append("one@example.nl").ToString(), Csv), "invalid-suppression-request", "body");
        var nonsense = new string('x', 4 * 1024 * 1024);
        AssertErrors(await Suppressed.PostTextAsync("import", nonsense, Csv), "invalid-suppression-request", "body");
        AssertErrors(await Suppressed.PostTextAsync("import", nonsense, NdJson), "invalid-suppression-request", "body");
        AssertErrors(await Suppressed.PostTextAsync("import", nonsense.Replace("x", "\n\"", StringComparison.Ordinal)[..(4 * 1024 * 1024)], Csv), "invalid-suppression-request", "header");
        AnswerTests.AssertProblem(await Suppressed.PostTextAsync("import", nonsense + "x", Csv), 413, "content-too-large");
    }

    [TestCase("import?apply=yes", "apply")]
    [TestCase("import?from=0", "from")]
    [TestCase("import?apply=true&from=99", "from")]
    [TestCase("import?aply=true", "query")]
    public async Task A_parameter_that_cannot_be_used_is_named(string operation, string field) =>
        AssertErrors(await Suppressed.PostTextAsync(operation, "recipient\na@b.nl", Csv), "invalid-query", field);

    [Test]
    public async Task A_file_is_CSV_or_NDJSON() =>
        AnswerTests.AssertProblem(await Suppressed.PostTextAsync("import", "recipient\na@b.nl", "text/plain"), 415, "unsupported-media-type");

    private static async Task<(Wire.Answer Answer, string? Next)> ListAsync(string query, string? accept = null, string? continuation = null)
    {
        var (answer, headers) = await SendAsync(query, accept, continuation);
        return (answer, headers.TryGetValues("Continuation", out var values) ? values.Single() : null);
    }

    private static async Task<(Wire.Answer Answer, HttpResponseHeaders Headers)> SendAsync(string query, string? accept, string? continuation = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{World.App.Host}/api/suppressions{query}");
        if (accept is not null)
            request.Headers.Add("Accept", accept);
        if (continuation is not null)
            request.Headers.Add("Continuation", continuation);
        using var response = await client.SendAsync(request);
        var answer = new Wire.Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), null);
        await OpenApi.AssertDescribedAsync("get", "/suppressions", answer);
        return (answer, response.Headers);
    }

    private static void AssertErrors(Wire.Answer answer, string problem, string fields)
    {
        AnswerTests.AssertProblem(answer, 400, problem);
        Assert.That(string.Join(' ', answer.Json["errors"]!.AsArray().Select(error => error!["field"])), Is.EqualTo(fields), answer.Text[..Math.Min(answer.Text.Length, 500)]);
    }
}
