using FailureFunctions.Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Moq;

namespace FailureFunctions.Tests.Functions;

/// <summary>A body is accepted only in full.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class RequestBodyTests
{
    [TestCase("id=m1", null)]
    [TestCase("", null)]
    [TestCase("id=m1", "4")]
    public async Task A_body_as_long_as_its_content_length_is_read_and_nothing_beyond_it(string body, string? length)
    {
        var (read, problem) = await ReadAsync(body, length);

        Assert.That(problem, Is.Null);
        Assert.That(read, Is.EqualTo(body[..int.Parse(length ?? $"{body.Length}", System.Globalization.CultureInfo.InvariantCulture)]));
    }

    [TestCase("id=m1", "6")]
    [TestCase("", "1")]
    public async Task A_body_shorter_than_its_content_length_is_refused(string body, string length) =>
        Assert.That((await ReadAsync(body, length)).Problem, Is.EqualTo(Problem.IncompleteBody));

    [TestCase("65536", "incomplete-body")]
    [TestCase("65537", "content-too-large")]
    [TestCase("9223372036854775807", "content-too-large")]
    [TestCase("-1", "length-required")]
    [TestCase("1, 1", "length-required")]
    public async Task A_content_length_that_cannot_be_used_is_refused(string length, string expected) =>
        Assert.That((await ReadAsync("x", length)).Problem?.Name, Is.EqualTo(expected));

    [Test]
    public async Task A_body_that_is_announced_as_too_large_is_not_read()
    {
        var request = new FakeRequest(Mock.Of<FunctionContext>(), new string('x', 70_000));

        Assert.That((await RequestBody.ReadAsync(request, CancellationToken.None)).Problem, Is.EqualTo(Problem.ContentTooLarge));
        Assert.That(request.Body.Position, Is.Zero);
    }

    private static async Task<(string Body, Problem? Problem)> ReadAsync(string body, string? length)
    {
        var (bytes, problem) = await RequestBody.ReadAsync(new FakeRequest(Mock.Of<FunctionContext>(), body, length), CancellationToken.None);
        return (System.Text.Encoding.UTF8.GetString(bytes), problem);
    }

    [Test]
    public void A_host_of_which_no_URL_can_be_made_is_no_fault_of_ours()
    {
        var request = WebhookRequests.Of(new FakeRequest(Mock.Of<FunctionContext>(), "x") { HasMalformedHost = true }, [1]);

        Assert.That((request.Target, request.Body.Length), Is.EqualTo(("/", 1)));
    }
}
