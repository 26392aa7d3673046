using System.Net;
using System.Text;

namespace FailureFunctions.Local.Suppressions.Tests;

/// <summary>The command against an app that a test makes up.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ImportCommandTests : HttpMessageHandler
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly List<(string Query, string? Key, string[] Lines)> _calls = [];
    private readonly Queue<(HttpStatusCode? Status, string Answer)> _answers = [];

    private string Path => System.IO.Path.Combine(_folder, "list.csv");

    [TearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_file_of_more_than_5000_lines_is_checked_in_parts_each_with_the_header()
    {
        await WriteAsync(7_000);
        Answer("""{"applied":false,"addresses":5000,"duplicates":[],"duplicateCount":0}""");
        Answer("""{"applied":false,"addresses":1999,"duplicates":[],"duplicateCount":1}""");

        Assert.That(await RunAsync(), Is.Zero, _errors.ToString());

        Assert.That(_calls.Select(call => (call.Query, call.Key, call.Lines.Length, call.Lines[0])), Is.EqualTo([("", "secret", 5_001, "recipient"), ("", "secret", 2_001, "recipient")]));
        Assert.That(_calls[1].Lines[1], Is.EqualTo("a5001@example.nl"));
        Assert.That(_output.ToString(), Does.Contain("6999 addresses; 1 lines"));
        Assert.That(_output.ToString() + _errors, Does.Not.Contain("secret"));
    }

    [Test]
    public async Task A_wrong_line_is_named_as_in_the_file_and_nothing_is_applied()
    {
        await WriteAsync(7_000);
        Answer("""{"applied":false,"addresses":5000,"duplicates":[],"duplicateCount":0}""");
        Answer("""{"errors":[{"line":3,"field":"recipient","message":"is not an address"}],"errorCount":1}""", HttpStatusCode.BadRequest);

        Assert.That(await RunAsync("--apply"), Is.EqualTo(1));

        Assert.That(_errors.ToString(), Does.StartWith($"{Path}:5003: recipient is not an address"));
        Assert.That(_calls.Select(call => call.Query), Has.All.Empty);
    }

    [Test]
    public async Task An_import_goes_on_within_a_part_and_after_an_interruption()
    {
        await WriteAsync(6_000);
        const string Fine = """{"applied":false,"addresses":1,"duplicates":[],"duplicateCount":0}""";
        Answer(Fine);
        Answer(Fine);
        Answer("""{"applied":true,"complete":false,"added":4000,"unchanged":0,"next":4002}""");
        // The app is gone for good.
        Answer("<html>", HttpStatusCode.Unauthorized);

        Assert.That(await RunAsync("--apply"), Is.EqualTo(2));
        Assert.That(_errors.ToString(), Does.Contain("401"));

        Answer("""{"applied":true,"complete":true,"added":1999,"unchanged":1}""");
        Assert.That(await RunAsync("--apply"), Is.Zero);

        Assert.That(_calls.Select(call => call.Query), Is.EqualTo(["", "", "?apply=true&from=1", "?apply=true&from=4002", "?apply=true&from=1"]));
        Assert.That((_calls[^1].Lines.Length, _calls[^1].Lines[1]), Is.EqualTo((2_001, "a4001@example.nl")));
        Assert.That(_output.ToString(), Does.Contain("Goes on at line 4002.").And.Contain("6001 of 6001 lines: 1999 added, 1 were there."));
        Assert.That(File.Exists(Path + ".progress"), Is.False);
    }

    [Test]
    public async Task A_line_that_the_app_did_not_import_is_named()
    {
        await WriteAsync(2);
        Answer("""{"applied":false,"addresses":2,"duplicates":[],"duplicateCount":0}""");
        Answer("""{"applied":true,"complete":true,"added":1,"unchanged":0,"unreadableLines":[3]}""");

        Assert.That(await RunAsync("--apply"), Is.EqualTo(2));

        Assert.That(_errors.ToString(), Does.StartWith($"{Path}:3: not imported"));
        Assert.That(File.Exists(Path + ".progress"), Is.False);
    }

    [Test]
    public async Task A_file_that_changed_meanwhile_starts_again()
    {
        await WriteAsync(1);
        await File.WriteAllTextAsync(Path + ".progress", """{"Hash":"other","Url":"http://app/api","Line":2}""");
        Answer("""{"applied":false,"addresses":1,"duplicates":[],"duplicateCount":0}""");
        Answer("""{"applied":true,"complete":true,"added":1,"unchanged":0}""");

        Assert.That(await RunAsync("--apply"), Is.Zero, _errors.ToString());

        Assert.That(_calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_app_that_is_busy_is_called_again()
    {
        await WriteAsync(1);
        Answer("busy", HttpStatusCode.ServiceUnavailable);
        Answer("""{"applied":false,"addresses":1,"duplicates":[],"duplicateCount":0}""");

        Assert.That(await RunAsync(), Is.Zero);

        Assert.That(_errors.ToString(), Does.Contain("The app answered 503. Again in 0 s."));
    }

    [TestCase(HttpStatusCode.RequestEntityTooLarge, """{"title":"The body is too large."}""", "The app answered 413: The body is too large.")]
    [TestCase(HttpStatusCode.MethodNotAllowed, "", "The app answered 405.")]
    public async Task A_refusal_that_a_repeat_does_not_change_ends_the_command(HttpStatusCode status, string answer, string message)
    {
        await WriteAsync(1);
        Answer(answer, status);

        Assert.That(await RunAsync("--apply"), Is.EqualTo(2));

        Assert.That(_errors.ToString().TrimEnd(), Is.EqualTo(message));
    }

    [Test]
    public async Task An_app_that_does_not_answer_in_time_or_answers_something_else_is_called_again()
    {
        await WriteAsync(1);
        _answers.Enqueue((null, ""));
        Answer("[]");
        Answer("""{"applied":false,"addresses":1,"duplicates":[],"duplicateCount":0}""");

        Assert.That(await RunAsync(), Is.Zero);

        Assert.That(_errors.ToString(), Does.Contain("The app did not answer in time.").And.Contain("The answer is not this app's."));
    }

    [TestCase("")]
    [TestCase("recipient")]
    [TestCase("a@example.nl\n")]
    public async Task A_file_without_addresses_is_not_taken_for_a_good_one(string content)
    {
        await File.WriteAllTextAsync(Path, content);
        Answer("""{"errors":[{"line":1,"field":"body","message":"has no addresses"}],"errorCount":1}""", HttpStatusCode.BadRequest);

        Assert.That(await RunAsync("--apply"), Is.EqualTo(1));

        Assert.That(_calls.Single().Lines, Is.EqualTo(new[] { content.TrimEnd() }));
        Assert.That(_errors.ToString(), Does.StartWith($"{Path}:1: body has no addresses"));
    }

    [Test]
    public async Task A_file_that_is_not_UTF_8_is_refused_before_its_letters_are_lost()
    {
        await File.WriteAllBytesAsync(Path, [.. "recipient\njos"u8, 0xE9, .. "@example.nl\n"u8]);

        Assert.That(await RunAsync("--apply"), Is.EqualTo(1));

        Assert.That(_errors.ToString(), Does.StartWith($"{Path}:2: is not UTF-8"));
        Assert.That(_calls, Is.Empty);
    }

    [Test]
    public async Task A_place_that_cannot_be_kept_is_said_in_one_line()
    {
        await WriteAsync(1);
        Directory.CreateDirectory(Path + ".progress");

        Assert.That(await RunAsync("--apply"), Is.EqualTo(2));

        Assert.That(_errors.ToString().TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(_calls, Is.Empty);
    }

    [TestCase("import")]
    [TestCase("import", "list.csv", "--url", "nonsense", "--apply")]
    [TestCase("import", "list.csv", "--url", "localhost:7071/api", "--apply")]
    [TestCase("export", "list.csv", "--url", "http://app/api")]
    [TestCase("import", "list.csv", "--url", "http://app/api", "--aply")]
    public async Task A_wrong_command_line_shows_the_usage(params string[] args)
    {
        using var http = new HttpClient(this, disposeHandler: false);

        Assert.That(await new ImportCommand(http, _output, _errors, key: null, TimeProvider.System).RunAsync(args, CancellationToken.None), Is.EqualTo(2));
        Assert.That(_errors.ToString(), Does.StartWith("Imports a list"));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        _calls.Add((request.RequestUri!.Query, request.Headers.TryGetValues("x-functions-key", out var keys) ? keys.Single() : null, body.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')));
        var (status, answer) = _answers.Dequeue();
        return new HttpResponseMessage(status ?? throw new TaskCanceledException("The client's time limit.", new TimeoutException()))
        {
            Content = new StringContent(answer, Encoding.UTF8, "application/json"),
            Headers = { RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.Zero) },
        };
    }

    private void Answer(string answer, HttpStatusCode status = HttpStatusCode.OK) => _answers.Enqueue((status, answer));

    private Task WriteAsync(int addresses) =>
        File.WriteAllTextAsync(Path, "recipient\r\n" + string.Concat(Enumerable.Range(1, addresses).Select(i => $"a{i}@example.nl\r\n")));

    private async Task<int> RunAsync(params string[] rest)
    {
        using var http = new HttpClient(this, disposeHandler: false);
        return await new ImportCommand(http, _output, _errors, "secret", TimeProvider.System)
            .RunAsync(["import", Path, "--url", "http://app/api", .. rest], CancellationToken.None);
    }
}
