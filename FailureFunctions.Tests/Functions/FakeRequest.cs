using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Tests.Functions;

/// <summary>A request as the worker hands it to a function.</summary>
internal sealed class FakeRequest : HttpRequestData
{
    private readonly Uri _url = new("http://localhost/api/failures");

    /// <param name="context">The invocation.</param>
    /// <param name="body">The body as it arrives.</param>
    /// <param name="length">The header Content-Length; by default the length of the body.</param>
    public FakeRequest(FunctionContext context, string body, string? length = null)
        : base(context)
    {
        Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        Headers.TryAddWithoutValidation("content-length", length ?? $"{Body.Length}");
        Headers.Add("content-type", Samples.Form);
    }

    private FakeRequest(FunctionContext context, HttpRequestMessage request, byte[] body)
        : base(context)
    {
        _url = request.RequestUri!;
        Body = new MemoryStream(body);
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content!.Headers.NonValidated))
            Headers.TryAddWithoutValidation(name.ToLowerInvariant(), values);
    }

    public static async Task<FakeRequest> OfAsync(FunctionContext context, HttpRequestMessage request) =>
        new(context, request, await request.Content!.ReadAsByteArrayAsync());

    public override Stream Body { get; }

    public override HttpHeadersCollection Headers { get; } = [];

    public override IReadOnlyCollection<IHttpCookie> Cookies => [];

    /// <summary>A Host that is none, of which the worker can make no URL.</summary>
    public bool HasMalformedHost { get; init; }

    public override Uri Url => HasMalformedHost ? new Uri("http://localhost..:7391/api/failures") : _url;

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method => "POST";

    public override HttpResponseData CreateResponse() => new FakeResponse(FunctionContext);

    private sealed class FakeResponse(FunctionContext context) : HttpResponseData(context)
    {
        public override HttpStatusCode StatusCode { get; set; }

        public override HttpHeadersCollection Headers { get; set; } = [];

        public override Stream Body { get; set; } = new MemoryStream();

        public override HttpCookies Cookies => throw new NotSupportedException();
    }
}
