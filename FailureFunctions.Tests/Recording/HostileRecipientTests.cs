using System.Text;
using Azure.Data.Tables;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Recording;

/// <summary>Whatever stands in a notification, it is stored, and found again by its recipient.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class HostileRecipientTests
{
    private static readonly TestCaseData[] Recipients =
    [
        Case("a slash", "a/b@example.nl"),
        Case("a backslash", "a\\b@example.nl"),
        Case("a hash", "a#b@example.nl"),
        Case("a question mark", "a?b@example.nl"),
        Case("a percent sign", "50%off@example.nl"),
        Case("an escape of its own", "a%2Fb@example.nl"),
        Case("a double escape of its own", "a%252Fb@example.nl"),
        Case("all of them", "/\\#?%@example.nl"),
        Case("a quote", "o'brien@example.nl"),
        Case("nothing but quotes", "''''"),
        Case("OData in it", "x' or PartitionKey ne '@example.nl"),
        Case("double quotes", "\"a b\"@example.nl"),
        Case("ampersands and pluses", "a&b=c+d@example.nl"),
        Case("NUL", "a\0b@example.nl"),
        Case("line ends and tabs", "a\r\n\tb@example.nl"),
        Case("C1 controls", "a\u0085\u009Fb@example.nl"),
        Case("DEL", "a\u007Fb@example.nl"),
        Case("an international domain", "info@exämple-idn.de"),
        Case("an international local part", "用户@例子.example"),
        Case("an emoji", "💥@example.nl"),
        Case("a lone high surrogate", "a\ud800b@example.nl"),
        Case("a lone low surrogate", "a\udc00@example.nl"),
        Case("text from right to left", "שלום\u202E@example.nl"),
        Case("a byte order mark", "\uFEFFa@example.nl"),
        Case("a non-character", "a\uFFFEb\uFFFF@example.nl"),
        Case("a non-character in the domain", "a@ex\uFFFEample.nl"),
        Case("no at sign", "not an address"),
        Case("nothing but an at sign", "@"),
        Case("2,000 characters", new string('x', 1_989) + "@example.nl"),
        Case("2,000 slashes", new string('/', 1_989) + "@example.nl"),
    ];

    // Too long for the URL of a filter by the address as it was given; the key is short enough.
    private static readonly TestCaseData[] AllRecipients =
    [
        .. Recipients,
        Case("2,000 characters of three bytes", new string('€', 1_989) + "@example.nl"),
    ];

    [TestCaseSource(nameof(AllRecipients))]
    public async Task A_recipient_is_stored_and_found_again_in_the_failures_table(string recipient)
    {
        var failure = Read(recipient);
        var table = new FailuresTable(SharedAzurite.Client, TimeProvider.System);

        await table.AddAsync(failure, CancellationToken.None);

        var rows = await SharedAzurite.Client.FindAsync(TableNames.Failures, $"PartitionKey eq {Quoted(failure.RecipientKey.PartitionKey)}");
        Assert.That(rows.Select(row => row.GetString(Column.EventId)), Is.EqualTo(new[] { failure.EventId.Value }));
        Assert.That(rows[0].GetString(Column.Recipient), Is.EqualTo(failure.Recipient));
        Assert.That((await table.ReadAsync(failure.Keys, CancellationToken.None))!.Failure?.RecipientKey, Is.EqualTo(failure.RecipientKey));
    }

    [TestCaseSource(nameof(Recipients))]
    public async Task A_row_is_found_by_the_address_as_it_was_given(string recipient)
    {
        var failure = Read(recipient);
        await new FailuresTable(SharedAzurite.Client, TimeProvider.System).AddAsync(failure, CancellationToken.None);

        var rows = await SharedAzurite.Client.FindAsync(TableNames.Failures, TableClient.CreateQueryFilter($"Recipient eq {failure.Recipient}"));

        Assert.That(rows.Select(row => row.GetString(Column.EventId)), Is.EqualTo(new[] { failure.EventId.Value }));
    }

    [TestCaseSource(nameof(AllRecipients))]
    public async Task A_repeat_of_a_hostile_recipient_finds_its_row(string recipient)
    {
        var table = new FailuresTable(SharedAzurite.Client, TimeProvider.System);
        var row = await table.AddAsync(Read(recipient), CancellationToken.None);

        Assert.That(await table.AddAsync(Read(recipient), CancellationToken.None), Is.EqualTo(row));
    }

    [TestCaseSource(nameof(AllRecipients))]
    public async Task A_pointer_leads_to_the_row_of_a_hostile_recipient(string recipient)
    {
        var keys = Read(recipient).Keys;
        var outbox = new OutboxTable(SharedAzurite.Client, new FixedTime(Samples.Now));

        await outbox.AddAsync(keys, null, CancellationToken.None);

        Assert.That((await outbox.ListAsync(CancellationToken.None)).Due.Select(pointer => pointer.Row), Does.Contain((RowKeys?)keys));
    }

    [Test]
    public async Task A_body_of_64_KiB_is_stored_whole_or_cut_with_a_mark()
    {
        var recipient = StorageSamples.NewRecipient();
        var start = $"id=m1&recipient={recipient}&description=";
        var failure = StorageSamples.Failure(start + new string('d', 65_536 - start.Length));

        await AssertStoredAsync(failure);

        Assert.That(failure.Reply.Description, Has.Length.EqualTo(FieldLimits.Description + FieldLimits.CutMark.Length).And.EndsWith(FieldLimits.CutMark));
    }

    [Test]
    public async Task The_longest_texts_in_every_field_at_once_are_stored()
    {
        var failure = StorageSamples.FailureOf(
            StorageSamples.NewRecipient(),
            id: new string('€', 3_000),
            more: [
                ("description", new string('€', 40_000)),
                ("tags", Enumerable.Range(0, 900).Select(n => $"{n} {new string('€', 40)}").ToArray()),
                ("state", new string('€', 3_000)),
                ("action", new string('€', 3_000)),
                ("timestamp", new string('€', 3_000)),
                ("profile", new string('€', 3_000)),
                ("mailing", new string('€', 3_000)),
                ("other", new string('€', 29_000)),
            ]);

        await AssertStoredAsync(failure);
    }

    [Test]
    public async Task Control_characters_in_a_description_are_kept()
    {
        var failure = StorageSamples.FailureOf(StorageSamples.NewRecipient(), more: [("description", "550\0\u0001\u001b[31m\r\n\u0085\uFFFE'<&>")]);

        await AssertStoredAsync(failure);
    }

    private static async Task AssertStoredAsync(Failure failure)
    {
        var table = new FailuresTable(SharedAzurite.Client, TimeProvider.System);

        await table.AddAsync(failure, CancellationToken.None);

        var read = (await table.ReadAsync(failure.Keys, CancellationToken.None))!.Failure!;
        Assert.That(read.Tags, Is.EqualTo(failure.Tags));
        Assert.That(read with { Tags = failure.Tags }, Is.EqualTo(failure with { Trace = null }));
    }

    // As it comes from the wire: a JSON escape is the only way in for a lone surrogate.
    private static Failure Read(string recipient)
    {
        var json = new StringBuilder("""{"id":"m1","time":"1717416451","recipient":" """.TrimEnd());
        foreach (var c in recipient)
            json.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        return StorageSamples.Failure(json.Append("\"}").ToString());
    }

    // The rule of docs/queries.md: a quote is written twice.
    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static TestCaseData Case(string name, string recipient) => new TestCaseData(recipient).SetArgDisplayNames(name);
}
