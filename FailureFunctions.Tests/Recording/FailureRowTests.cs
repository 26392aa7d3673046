using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Recording;

/// <summary>design.md, section 7: which columns a failure has in the table, of which types; what is absent has no column.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class FailureRowTests
{
    [Test]
    public async Task A_refused_recipient_has_code_extended_description_and_tags_and_neither_profile_nor_mailing() =>
        await AssertRowAsync(StorageSamples.Failure(Samples.UserUnknown), "jan.jansen+nieuws@example.nl", "8282583548", new()
        {
            [Column.Recipient] = "jan.jansen+nieuws@example.nl",
            [Column.RecipientDomain] = "example.nl",
            [Column.MessageId] = "b4icbaqjswyrb7tc",
            [Column.OccurredAt] = DateTimeOffset.FromUnixTimeSeconds(1717416451),
            [Column.ReportedTimestamp] = "2024-06-03 14:07:31",
            [Column.Kind] = "synchronous",
            [Column.Action] = "failure",
            [Column.State] = "rcptto",
            [Column.Code] = 550,
            [Column.Extended] = "5.1.1",
            [Column.Description] = "550 5.1.1 <jan.jansen+nieuws@example.nl>: Recipient address rejected: User unknown",
            [Column.Tags] = """["nieuwsbrief","juni2024"]""",
            [Column.Reason] = "mailbox-unknown",
            [Column.Severity] = "permanent",
            [Column.Advice] = "suppress-now",
        });

    [Test]
    public async Task A_returned_message_has_profile_and_mailing_and_neither_code_nor_tags() =>
        await AssertRowAsync(StorageSamples.Failure(Samples.MailboxFull), "info@voorbeeld.example", "8282583277", new()
        {
            [Column.Recipient] = "info@voorbeeld.example",
            [Column.RecipientDomain] = "voorbeeld.example",
            [Column.MessageId] = "k7mq2xw0zr5hdp3a",
            [Column.OccurredAt] = DateTimeOffset.FromUnixTimeSeconds(1717416722),
            [Column.ReportedTimestamp] = "2024-06-03 14:12:02",
            [Column.Kind] = "asynchronous",
            [Column.Action] = "failed",
            [Column.State] = "bounce",
            [Column.Extended] = "5.2.2",
            [Column.Description] = "smtp; 552 5.2.2 Mailbox full",
            [Column.Profile] = "9033832",
            [Column.Mailing] = "466",
            [Column.Reason] = "mailbox-full",
            [Column.Severity] = "persistent",
            [Column.Advice] = "suppress-if-repeated",
        });

    [Test]
    public async Task Empty_optional_fields_are_no_columns() =>
        await AssertRowAsync(StorageSamples.Failure(Samples.NoSuchDomain), "piet@gmai.example", "8282497139", new()
        {
            [Column.Recipient] = "piet@gmai.example",
            [Column.RecipientDomain] = "gmai.example",
            [Column.MessageId] = "b4icbaqjswyrb7td",
            [Column.OccurredAt] = DateTimeOffset.FromUnixTimeSeconds(1717502860),
            [Column.ReportedTimestamp] = "2024-06-04 14:07:40",
            [Column.Kind] = "synchronous",
            [Column.Action] = "failure",
            [Column.State] = "dns",
            [Column.Reason] = "domain-unknown",
            [Column.Severity] = "permanent",
            [Column.Advice] = "suppress-if-repeated",
        });

    [Test]
    public async Task An_internationalised_address_is_kept_as_it_was_given_beside_its_key() =>
        await AssertRowAsync(StorageSamples.Failure(Samples.Blocked), "josé@xn--exmple-cua.de", "8282583548", new()
        {
            [Column.Recipient] = "josé@exämple.de",
            [Column.RecipientDomain] = "xn--exmple-cua.de",
            [Column.MessageId] = "b4icbaqjswyrb7te",
            [Column.OccurredAt] = DateTimeOffset.FromUnixTimeSeconds(1717416451),
            [Column.ReportedTimestamp] = "2024-06-03 14:07:31",
            [Column.Kind] = "synchronous",
            [Column.Action] = "failure",
            [Column.State] = "message",
            [Column.Code] = 554,
            [Column.Extended] = "5.7.1",
            [Column.Description] = "Blocked: message contains spam\r\nsee https://example.org/b?x=1&y=2",
            [Column.Tags] = """["nieuwsbrief"]""",
            [Column.Reason] = "spam-content",
            [Column.Severity] = "block",
            [Column.Advice] = "never",
        });

    [Test]
    public async Task What_is_required_and_nothing_else_makes_a_row_without_any_optional_column() =>
        await AssertRowAsync(StorageSamples.Failure("id=m1&recipient=nobody"), "nobody", "9999999999", new()
        {
            [Column.Recipient] = "nobody",
            [Column.MessageId] = "m1",
            [Column.OccurredAt] = Samples.Now,
            [Column.Kind] = "unknown",
            [Column.Reason] = "unknown",
            [Column.Severity] = "unknown",
            [Column.Advice] = "suppress-if-repeated",
        });

    [Test]
    public async Task Every_other_field_is_kept_in_Extra()
    {
        var failure = StorageSamples.FailureOf(StorageSamples.NewRecipient(), more: [("template", "77"), ("colour", "réd")]);

        var row = await StoreAsync(failure);

        Assert.That(row.GetString(Column.Extra), Is.EqualTo(failure.Extra).And.Contains("\"template\"").And.Contains("\"77\"").And.Contains("\"colour\""));
    }

    [TestCase("jan@example.nl", false)]
    [TestCase("a/b@example.nl", true)]
    [TestCase("50%25@example.nl", true)]
    [TestCase("long", true)]
    public void A_recipient_key_has_a_column_only_where_it_is_not_the_PartitionKey(string recipient, bool hasColumn)
    {
        var failure = StorageSamples.FailureOf(recipient == "long" ? new string('x', 600) : recipient);

        Assert.That(FailureColumns.ToRow(failure).GetString(Column.RecipientKey), Is.EqualTo(hasColumn ? failure.RecipientKey.Value : null));
    }

    [TestCaseSource(typeof(SampleFailures), nameof(SampleFailures.Documented))]
    [TestCaseSource(typeof(FailureRowTests), nameof(Extremes))]
    public void A_failure_is_read_back_from_its_row_without_its_trace(Failure failure)
    {
        var read = FailureColumns.Read(FailureColumns.ToRow(failure), out var fault);

        Assert.That(fault, Is.Null);
        Assert.That(read!.Tags, Is.EqualTo(failure.Tags));
        Assert.That(read with { Tags = failure.Tags }, Is.EqualTo(failure with { Trace = null }));
    }

    private static Failure[] Extremes() => [SampleFailures.Full(), SampleFailures.Bare()];

    private static async Task AssertRowAsync(Failure failure, string partitionKey, string reversedTime, Dictionary<string, object> expected)
    {
        expected[Column.EventId] = failure.EventId.Value;
        expected[Column.ReceivedAt] = Samples.Now;
        expected[Column.Account] = StorageSamples.Account;
        expected[Column.Rule] = failure.Classification.Rule;
        expected[Column.Confidence] = ClassificationNames.Of(failure.Classification.Confidence);

        var row = await StoreAsync(failure);

        Assert.Multiple(() =>
        {
            Assert.That(row.PartitionKey, Is.EqualTo(partitionKey));
            Assert.That(row.RowKey, Is.EqualTo($"{reversedTime}-{failure.EventId}"));
            Assert.That(row.OwnColumns(), Is.EquivalentTo(expected));
        });
    }

    private static async Task<TableEntity> StoreAsync(Failure failure)
    {
        await new FailuresTable(SharedAzurite.Client, TimeProvider.System).AddAsync(failure, CancellationToken.None);
        return await SharedAzurite.Client.GetTableClient(TableNames.Failures)
            .GetEntityAsync<TableEntity>(failure.Keys.PartitionKey, failure.Keys.RowKey);
    }
}
