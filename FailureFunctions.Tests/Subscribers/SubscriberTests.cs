using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Classification;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Subscribers;

/// <summary>The sample subscribers follow the app's announcements on the emulator.</summary>
[TestFixture(Language.CSharp)]
[TestFixture(Language.JavaScript)]
internal sealed class SubscriberTests(Language language)
{
    // No duplicate detection: repeats reach a subscriber, as they do when the window of the topic is over.
    private static readonly string Configuration = Emulator.Configuration((SuppressionEvent.Topic, [("all", null)]));

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private EmulatorServer _bus = null!;
    private ServiceBusClient _client = null!;
    private string _folder = null!;

    private string File => Path.Combine(_folder, "suppressed");

    [SetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("subscriber-").FullName;
        _bus = await Emulator.StartAsync(Configuration);
        _client = new ServiceBusClient(_bus.ConnectionString);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _client.DisposeAsync();
        await _bus.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task It_keeps_the_addresses_that_are_suppressed_now()
    {
        await PublishAsync(
            Suppressed("Dead@Example.NL", 1),
            Suppressed("probation@example.nl", 1, until: Now.AddDays(7)),
            Suppressed("over@example.nl", 1, until: Now.AddSeconds(-1)),
            Suppressed("released@example.nl", 1), Released("released@example.nl", 2),
            Suppressed("josé@exämple.de", 1));

        await RunUntilAsync(Suppressed("last@example.nl", 1));

        Assert.That(
            await AskAsync(" DEAD@example.nl", "dead@example.nl., ", "probation@example.nl", "over@example.nl", "released@example.nl", "JOSE\u0301@xn--exmple-cua.de", "other@example.nl"),
            Is.EqualTo((bool[])[true, true, true, false, false, true, false]));
    }

    [Test]
    public async Task A_repeat_and_a_late_event_change_nothing()
    {
        var (first, second, third) = (Suppressed("jan@example.nl", 1), Released("jan@example.nl", 2), Suppressed("jan@example.nl", 3));
        await PublishAsync(second, first, second, third, second);

        var output = await RunUntilAsync(first);

        Assert.That(output, Is.EqualTo((string[])
        [
            $"applied {IdOf(second)}", $"not newer {IdOf(first)}", $"not newer {IdOf(second)}", $"applied {IdOf(third)}", $"not newer {IdOf(second)}", $"not newer {IdOf(first)}",
        ]));
        Assert.That(await AskAsync("jan@example.nl"), Is.EqualTo((bool[])[true]));
    }

    [Test]
    public async Task After_an_erasure_the_versions_begin_again()
    {
        var (old, again) = (Suppressed("jan@example.nl", 5), Released("jan@example.nl", 1) with { UpdatedAt = Now.AddHours(1) });
        await PublishAsync(old, again, old);

        await RunUntilAsync(Suppressed("last@example.nl", 1));

        Assert.That(await AskAsync("jan@example.nl"), Is.EqualTo((bool[])[false]));
    }

    [Test]
    public async Task What_it_does_not_know_is_ignored_and_what_it_cannot_read_is_dead_lettered()
    {
        var entry = Suppressed("jan@example.nl", 1);
        await SendAsync(
            Spoilt(entry, "other-type", message => (message.Subject, message.ApplicationProperties["cloudEvents_type"]) = ("email.address.moved", "email.address.moved.v1")),
            Spoilt(entry, "other-version", message => message.ApplicationProperties["cloudEvents_type"] = "email.address.suppressed.v2"),
            Spoilt(entry, "no-json", message => message.Body = BinaryData.FromString("{")),
            Spoilt(entry, "null", message => message.Body = BinaryData.FromString("null")),
            Spoilt(entry, "no-version", message => message.Body = Without(message.Body, "version")),
            Spoilt(entry, "new-member", message => message.Body = With(message.Body, "new")));

        var output = await RunUntilAsync(Suppressed("last@example.nl", 1));

        Assert.That(output.SkipLast(1), Is.EqualTo((string[])
            ["ignored other-type", "dead-lettered other-version", "dead-lettered no-json", "dead-lettered null", "dead-lettered no-version", "applied new-member"]));
        await using var dead = _client.CreateReceiver(SuppressionEvent.Topic, "all", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        Assert.That(
            (await dead.PeekMessagesAsync(10)).Select(message => (message.MessageId, message.DeadLetterReason)),
            Is.EqualTo(((string, string)[])[("other-version", "unknown-version"), ("no-json", "unreadable"), ("null", "unreadable"), ("no-version", "unreadable")]));
        await using var left = _client.CreateReceiver(SuppressionEvent.Topic, "all");
        Assert.That(await left.PeekMessageAsync(), Is.Null);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task Stopped_in_the_middle_it_has_settled_what_it_took_and_goes_on_where_it_was(string signal)
    {
        SuppressionEntry[] entries = [.. Enumerable.Range(1, 300).Select(number => Suppressed($"a{number}@example.nl", 1))];
        await PublishAsync(entries);

        List<string> output;
        await using (var process = await SubscriberProcess.StartAsync(language, _bus.ConnectionString, File))
        {
            await process.WaitForAsync($"applied {IdOf(entries[4])}");
            await process.StopAsync(signal);
            output = [.. Outcomes(process)];
        }
        Assert.That(output, Has.Count.LessThan(entries.Length), "it was stopped too late to show anything");
        var last = Suppressed("last@example.nl", 1);
        output.AddRange(await RunUntilAsync(last));

        // What was on its way when the receiver closed comes after the others, when its lock has ended.
        Assert.That(output, Is.EquivalentTo(entries.Append(last).Select(entry => $"applied {IdOf(entry)}")));
        Assert.That(await AskAsync("a1@example.nl", "a300@example.nl"), Is.EqualTo((bool[])[true, true]));
    }

    [Test]
    public async Task A_line_that_a_crash_cut_off_is_made_good_by_the_repeat()
    {
        var (first, second) = (Suppressed("first@example.nl", 1), Suppressed("second@example.nl", 1));
        await PublishAsync(first);
        await RunUntilAsync(second);
        var text = await System.IO.File.ReadAllTextAsync(File);
        await System.IO.File.WriteAllTextAsync(File, text[..^10]);
        Assert.That(await AskAsync("first@example.nl", "second@example.nl"), Is.EqualTo((bool[])[true, false]));

        await RunUntilAsync(second);

        Assert.That(await AskAsync("first@example.nl", "second@example.nl"), Is.EqualTo((bool[])[true, true]));
    }

    private static SuppressionEntry Suppressed(string address, int version, DateTimeOffset? until = null) => Entry(address, version, new SuppressionState
    {
        Status = SuppressionStatus.Suppressed,
        Since = Now.AddDays(-8),
        Until = until,
        Reason = Reason.MailboxUnknown,
        Origin = SuppressionOrigin.Failure,
    });

    private static SuppressionEntry Released(string address, int version) =>
        Entry(address, version, new SuppressionState { Status = SuppressionStatus.Released, Since = Now });

    private static SuppressionEntry Entry(string address, int version, SuppressionState state) =>
        new() { Key = RecipientKey.Of(address), Recipient = address, Version = version, UpdatedAt = Now.AddMinutes(version), State = state };

    private static string IdOf(SuppressionEntry entry) => SuppressionEvent.IdOf(entry);

    private static ServiceBusMessage Spoilt(SuppressionEntry entry, string id, Action<ServiceBusMessage> spoil)
    {
        var message = SuppressionEvent.MessageOf(entry);
        message.MessageId = id;
        spoil(message);
        return message;
    }

    private static BinaryData Without(BinaryData body, string member)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        json.Remove(member);
        return BinaryData.FromString(json.ToJsonString());
    }

    private static BinaryData With(BinaryData body, string member)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        json[member] = 1;
        return BinaryData.FromString(json.ToJsonString());
    }

    private static IEnumerable<string> Outcomes(SubscriberProcess process) => process.Output.Where(line => line is not ("started" or "stopped"));

    // As the app does.
    private async Task PublishAsync(params SuppressionEntry[] entries)
    {
        await using var publisher = new SuppressionPublisher(_client);
        foreach (var entry in entries)
            await publisher.PublishAsync([entry], CancellationToken.None);
    }

    private async Task SendAsync(params ServiceBusMessage[] messages)
    {
        await using var sender = _client.CreateSender(SuppressionEvent.Topic);
        foreach (var message in messages)
            await sender.SendMessageAsync(message);
    }

    /// <summary>Publishes a last event and runs the subscriber until it has processed that; what it reported, in order.</summary>
    private async Task<IReadOnlyList<string>> RunUntilAsync(SuppressionEntry last)
    {
        await PublishAsync(last);
        await using var process = await SubscriberProcess.StartAsync(language, _bus.ConnectionString, File);
        await using var left = _client.CreateReceiver(SuppressionEvent.Topic, "all");
        await process.WaitForAsync("started");
        // Longer than a lock, which lasts a minute.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (await left.PeekMessageAsync(fromSequenceNumber: 0, limit.Token) is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        await process.StopAsync();
        return [.. Outcomes(process)];
    }

    private async Task<bool[]> AskAsync(params string[] addresses)
    {
        await using var process = await SubscriberProcess.StartAsync(language, "unused", [File, .. addresses]);
        Assert.That(await process.ExitCodeAsync(), Is.Zero, string.Join(Environment.NewLine, process.Output));
        return [.. process.Output.Select(line => line.EndsWith(": suppressed", StringComparison.Ordinal))];
    }
}
