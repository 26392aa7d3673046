using System.Globalization;
using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording;

/// <summary>Listing an outbox of any size, as the table service would answer: a thousand rows a page.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ListingBoundsTests
{
    private const int Page = 1_000;

    [TestCase(2_000, 2_000, 2_000, false)]
    [TestCase(3_000, 3_000, 2_000, true)]
    [TestCase(90_000, 50_000, 2_000, true)]
    public async Task At_most_50_000_pointers_are_scanned_and_the_oldest_2_000_are_listed(int pointers, int count, int due, bool more)
    {
        using var client = new HttpClient(new LargeOutbox(pointers));
        var options = new TableClientOptions { Transport = new HttpClientTransport(client) };
        var outbox = new OutboxTable(new TableServiceClient("UseDevelopmentStorage=true", options), new FixedTime(Samples.Now));

        var listing = await outbox.ListAsync(CancellationToken.None);

        Assert.That((listing.Count, listing.Due.Count, listing.MoreDue), Is.EqualTo((count, due, more)));
        Assert.That((listing.Due[0].RowKey, listing.Due[^1].RowKey), Is.EqualTo(("0", "1999")));
    }

    private sealed class LargeOutbox(int pointers) : HttpMessageHandler
    {
        private int _next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Conflict) { Content = Json("{}") });
            var rows = Enumerable.Range(_next, Page).Select(number =>
                string.Create(CultureInfo.InvariantCulture, $$"""{"odata.etag":"1","PartitionKey":"p","RowKey":"{{number}}","FailurePartitionKey":"x","FailureRowKey":"y"}"""));
            _next += Page;
            var answer = new HttpResponseMessage { Content = Json($$"""{"value":[{{string.Join(',', rows)}}]}""") };
            if (_next < pointers)
                answer.Headers.Add("x-ms-continuation-NextPartitionKey", "p");
            return Task.FromResult(answer);
        }

        private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
    }
}
