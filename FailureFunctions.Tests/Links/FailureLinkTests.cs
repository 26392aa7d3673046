using System.Text;
using System.Text.Json;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Links;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class FailureLinkTests
{
    [Test]
    public void The_message_of_a_failure_gives_the_same_rows_as_the_failure()
    {
        foreach (var failure in SampleFailures.Documented().Append(SampleFailures.Full()).Append(SampleFailures.Bare()))
        {
            using var body = JsonDocument.Parse(FailureEvent.BodyOf(failure));

            var link = FailureLink.Read(body.RootElement)!;

            Assert.That(RowsOf(link), Is.EqualTo(RowsOf(FailureLink.Of(failure))));
        }
    }

    // Keys are a contract: rows are found, and written again, by them.
    [Test]
    public void The_rows_of_a_known_failure_never_change() => Assert.That(
        FailureLink.Of(SampleFailures.Full()).Rows().Select(row => $"{row.PartitionKey} {row.RowKey} {row[Column.FailurePartitionKey]}"),
        Is.EqualTo(new[]
        {
            "2 message~b4icbaqjswyrb7tc~8282583548-845b476e8fc06c752fc9e8a5732daa04 jan.jansen+nieuws@example.nl",
            "4 tag~nieuwsbrief~8282583548-845b476e8fc06c752fc9e8a5732daa04 jan.jansen+nieuws@example.nl",
            "4 tag~juni2024~8282583548-845b476e8fc06c752fc9e8a5732daa04 jan.jansen+nieuws@example.nl",
        }));

    [Test]
    public void Any_tag_and_any_id_has_a_key_of_its_own_that_is_not_too_long()
    {
        string[] texts = ["a", "a~", "a%7E", "a/b", "#?\\", "\u0001", new('a', 447), new('a', 448), new('a', 449), new string('a', 449) + "b", "💥", string.Concat(Enumerable.Repeat("💥", 1_000))];

        var keys = texts.Select(LinkKeys.OfMessage).Concat(texts.Select(LinkKeys.OfTag)).ToArray();

        Assert.That(keys, Is.Unique);
        Assert.That(keys.Select(key => LinkKeys.RowKey(key, Samples.Now, SampleFailures.Full().EventId).Length), Has.All.AtMost(TableKey.Longest));
        Assert.That(keys.Select(key => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key))), Is.EqualTo(keys), "no half of a surrogate pair");
    }

    [Test]
    public void A_failure_with_very_many_tags_is_found_by_the_first_ones() =>
        Assert.That(FailureLink.Of(SampleFailures.Full() with { Tags = [.. Enumerable.Range(0, 500).Select(i => $"t{i}")] }).Rows().Count(), Is.EqualTo(51));

    [TestCase("""[]""")]
    [TestCase("""{}""")]
    [TestCase("""{"recipientKey":"jan@example.nl"}""")]
    [TestCase("""{"eventId":"845b476e8fc06c752fc9e8a5732daa04","recipientKey":"a@b.nl","mail":{"id":null,"tags":[]},"occurredAt":"2024-06-03T12:07:31Z","receivedAt":"2024-06-03T12:07:31Z"}""")]
    [TestCase("""{"eventId":"845b476e8fc06c752fc9e8a5732daa04","recipientKey":"a@b.nl","mail":{"id":"1","tags":7},"occurredAt":"2024-06-03T12:07:31Z","receivedAt":"2024-06-03T12:07:31Z"}""")]
    [TestCase("""{"eventId":"845b476e8fc06c752fc9e8a5732daa04","recipientKey":"a@b.nl","mail":{"id":"1","tags":[]},"occurredAt":"then","receivedAt":"now"}""")]
    public void What_is_no_failures_message_has_no_link(string body)
    {
        using var json = JsonDocument.Parse(body);

        Assert.That(FailureLink.Read(json.RootElement), Is.Null);
    }

    private static IEnumerable<string> RowsOf(FailureLink link) =>
        link.Rows().Select(row => string.Join(' ', row.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}={column.Value:O}")));
}
