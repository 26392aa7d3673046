using System.Text.RegularExpressions;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording;

/// <summary>A complaint's message and docs/asyncapi.yaml say the same.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ComplaintContractTests
{
    private static readonly string[] OfEveryMessage = ["MessageId", "Subject", "CorrelationId", "ContentType"];

    [Test]
    public async Task AsyncAPI_has_the_properties_of_a_complaint_and_the_subscriptions_that_get_it()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", "asyncapi.yaml"));
        var described = text.Split("\n    emailComplaintReceived:\n")[1].Split("\n    addressSuppressed:\n")[0];
        var message = FailureMessage.Of(SampleFailures.Full() with { Kind = FailureKind.Complaint });

        Assert.That(
            Regex.Matches(described, @"^ {10}([\w-]+): \{", RegexOptions.Multiline).Select(match => match.Groups[1].Value),
            Is.EquivalentTo(OfEveryMessage.Concat(message.ApplicationProperties.Keys)));
        Assert.That(described, Does.Contain($"const: {message.Subject}").And.Contain($"const: {ComplaintEvent.Type}").And.Contain($"'{ComplaintEvent.DataSchema}'"));
        // Channels whose filters do not match it do not name it.
        Assert.That(
            Regex.Matches(text, "^  (\\w+):\n(?:    .*\n)*?      emailComplaintReceived:", RegexOptions.Multiline).Select(match => match.Groups[1].Value),
            Is.EqualTo(["emailFailures", "all", "suppressionList"]));
    }
}
