using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>infra/replay-rejected.mjs replays all that no replay has accepted yet.</summary>
[TestFixture, NonParallelizable]
internal sealed class ReplayScriptTests
{
    private static string Api => $"http://{World.App.Host}/api";

    [Test]
    public async Task All_of_a_day_are_replayed_and_what_is_still_wrong_stays_and_stops_nothing()
    {
        const string Day = "2023-02-02";
        await FillAsync(Day);

        var first = await RunAsync(Api, $"from={Day}", $"to={Day}");
        var second = await RunAsync(Api, $"from={Day}", $"to={Day}");
        var others = await RunAsync(Api, $"from={Day}", $"to={Day}", "cause=other-type");

        Assert.That((first.ExitCode, first.Error), Is.EqualTo((0, "")));
        Assert.That(Lines(first), Is.EquivalentTo(new[]
        {
            $"{Day}/a-fixed recorded",
            $"{Day}/b-bounce other-type",
            $"{Day}/c-no-recipient unreadable",
            $"{Day}/d-no-body row-unreadable",
            $"{Day}/e-account row-unreadable",
            $"{Day}/f-text row-unreadable",
            $"{Day}/g-type recorded",
            "other-type: 1, recorded: 2, row-unreadable: 3, unreadable: 1",
        }));
        Assert.That(Lines(second), Has.Length.EqualTo(6).And.None.Contains("a-fixed"));
        Assert.That(Lines(others), Is.EqualTo(new[] { $"{Day}/b-bounce other-type", "other-type: 1" }));
        Assert.That((await Quarantine.GetAsync($"from={Day}&to={Day}&replayed=true")).Json["notifications"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Two_that_run_at_once_make_one_row_and_one_message_of_each_notification_and_leave_none()
    {
        string[] month = ["from=2023-03-01", "to=2023-03-31"];
        var row = await Quarantine.RejectAsync("type=failure&note=parts");
        for (var i = 0; i < 30; i++)
        {
            var body = Encoding.UTF8.GetBytes(Wire.Notification("parts", $"&state=s{i}"));
            await Quarantine.PutAsync(row, $"2023-03-{1 + i / 4:00}", $"{i:00}", copy => copy[Column.Body] = body);
        }

        var runs = await Task.WhenAll(RunAsync(Api, month), RunAsync(Api, month));
        var later = await RunAsync(Api, month);

        Assert.That(runs.Select(run => run.ExitCode), Is.All.Zero);
        Assert.That(runs.SelectMany(Lines), Is.All.Match("^2023-03-.. ?.*(recorded|duplicate)$|^(duplicate: [0-9]+)?(, )?(recorded: [0-9]+)?$|^nothing to replay$"));
        Assert.That(Lines(later), Is.EqualTo(new[] { "nothing to replay" }));
        var stored = await Wire.RowsAsync("parts@example.nl");
        Assert.That(stored, Has.Count.EqualTo(30));
        foreach (var item in stored)
            await World.AssertPublishedOnceAsync((string)item[Column.EventId], announce: item == stored[0]);
    }

    [Test]
    public async Task Every_page_is_replayed_with_the_key_and_a_busy_app_is_asked_again()
    {
        await using var app = new StubApp(
            """{"notifications":[{"id":"2024-06-05/a"},{"id":"2024-06-05/b"}],"next":"2024-06-05/b"}""",
            """{"notifications":[{"id":"2024-06-04/c'd"}]}""");
        app.Busy = 4;
        app.Gone = "/api/rejected-notifications/2024-06-05/b/replay";

        var run = await RunAsync(app.Url, "cause=unreadable");

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(Lines(run)[^1], Is.EqualTo("gone: 1, recorded: 2"));
        Assert.That(app.Lists, Is.EqualTo(new[]
        {
            "?cause=unreadable&replayed=false&limit=200",
            "?cause=unreadable&replayed=false&limit=200&after=2024-06-05%2Fb",
        }));
        Assert.That(app.Keys, Is.All.EqualTo("the-key"));
    }

    [Test]
    public async Task Arguments_that_the_app_refuses_are_to_be_corrected_and_not_tried_again()
    {
        var run = await RunAsync(Api, "from=yesterday");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("must be a UTC day").And.Contains("Correct the arguments.").And.Not.Contains("again"));
    }

    [Test]
    public async Task It_ends_with_1_when_one_failed_and_still_replays_the_others()
    {
        await using var app = new StubApp("""{"notifications":[{"id":"2024-06-05/a"},{"id":"2024-06-05/b"}]}""");
        app.Outcome = path => path.Contains("/a/", StringComparison.Ordinal) ? "failed" : "recorded";

        var run = await RunAsync(app.Url);

        Assert.That((run.ExitCode, Lines(run)[^1]), Is.EqualTo((1, "failed: 1, recorded: 1")));
    }

    [TestCase(1_000, "503", 5, "Run it again to continue.")]
    [TestCase(0, "401", 1, "Set FUNCTIONS_KEY to the app's master key.")]
    public async Task It_ends_with_1_when_a_call_cannot_be_made_and_says_what_to_do(int busy, string status, int calls, string hint)
    {
        await using var app = new StubApp { Busy = busy };

        var run = await RunAsync(app.Url);

        Assert.That((run.ExitCode, app.Keys.Count), Is.EqualTo((1, calls)));
        Assert.That(run.Error, Does.Contain(status).And.Contain(hint));
    }

    [TestCase]
    [TestCase("http://localhost", "limit=7")]
    [TestCase("http://localhost", "from")]
    public async Task It_ends_with_2_when_it_is_called_wrongly(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("Usage: "));
    }

    private static Task<NodeScriptResult> RunAsync(string api, params string[] filters) => RunAsync([api, .. filters]);

    private static Task<NodeScriptResult> RunAsync(string[] arguments) => NodeScript.RunAsync(
        Repository.PathOf("infra", "replay-rejected.mjs"),
        arguments,
        new Dictionary<string, string> { ["FUNCTIONS_KEY"] = "the-key" },
        TimeSpan.FromMinutes(1),
        CancellationToken.None);

    private static string[] Lines(NodeScriptResult run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task FillAsync(string day)
    {
        var row = await Quarantine.RejectAsync($"type=failure&note=day-{day}");
        Task Put(string key, Action<TableEntity> alter) => Quarantine.PutAsync(row, day, key, alter);
        await Put("a-fixed", copy => copy[Column.Body] = Encoding.UTF8.GetBytes(Wire.Notification($"a-{day}")));
        await Put("b-bounce", copy => (copy[Column.Cause], copy[Column.Body]) = ("other-type", Encoding.UTF8.GetBytes(Samples.Open)));
        await Put("c-no-recipient", copy => copy[Column.Body] = "id=c"u8.ToArray());
        await Put("d-no-body", copy => copy.Remove(Column.Body));
        await Put("e-account", copy => copy[Column.Account] = 1234);
        await Put("f-text", copy => copy[Column.Body] = Wire.Notification($"f-{day}"));
        await Put("g-type", copy => (copy[Column.Body], copy[Column.ContentType]) = (Encoding.UTF8.GetBytes(Wire.Notification("g")), "text/plain"));
    }

    /// <summary>Answers as the app does: pages to the list, outcomes to replays; 401 when there is no page left.</summary>
    private sealed class StubApp : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<string> _pages;
        private readonly Task _serving;

        public StubApp(params string[] pages)
        {
            _pages = new(pages);
            for (var port = 20_000; ; port++)
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                try
                {
                    _listener.Start();
                    Url = $"http://127.0.0.1:{port}/api";
                    break;
                }
                catch (HttpListenerException) when (port < 30_000)
                {
                    // In use.
                }
            }
            _serving = ServeAsync();
        }

        public string Url { get; }

        /// <summary>How many calls are answered 503 first.</summary>
        public int Busy { get; set; }

        /// <summary>The replay that is answered 404.</summary>
        public string Gone { get; set; } = "";

        public Func<string, string> Outcome { get; set; } = _ => "recorded";

        public ConcurrentQueue<string?> Keys { get; } = [];

        public ConcurrentQueue<string> Lists { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
        }

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    var (status, body) = AnswerTo(context.Request);
                    context.Response.StatusCode = status;
                    context.Response.Headers["Retry-After"] = "0";
                    context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    // Stopped.
                }
            }
        }

        private (int Status, string Body) AnswerTo(HttpListenerRequest request)
        {
            Keys.Enqueue(request.Headers["x-functions-key"]);
            if (Busy-- > 0)
                return (503, "busy");
            if (request.HttpMethod == "POST")
                return request.Url!.AbsolutePath == Gone
                    ? (404, """{"type":"urn:problem-type:failurefunctions:rejected-notification-unknown"}""")
                    : (200, $$"""{"outcome":"{{Outcome(request.Url.AbsolutePath)}}"}""");
            Lists.Enqueue(request.Url!.Query);
            return _pages.TryDequeue(out var page) ? (200, page) : (401, "");
        }
    }
}
