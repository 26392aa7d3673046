namespace FailureFunctions.Infra.Webhook;

/// <summary>Which of Copernica's REST APIs is called, and where.</summary>
/// <param name="Version">4, which takes a JSON web token in a header; or 3, which takes the access token in the URL.</param>
/// <param name="Api">The API, ending in a slash.</param>
/// <param name="Authentication">Where v4 changes an access token into a JSON web token.</param>
internal sealed record ApiAddress(int Version, Uri Api, Uri Authentication)
{
    public const int Current = 4;

    public static Uri DefaultAuthentication { get; } = new("https://authenticate.copernica.com/");

    public static Uri DefaultApi(int version) => new($"https://api.copernica.com/v{version}/");
}
