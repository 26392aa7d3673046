using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Azure.Messaging.ServiceBus.Credentials;

/// <summary>
/// Signs with a shared access key
/// (https://learn.microsoft.com/rest/api/eventhub/generate-sas-token). The key is asked for each time, so that a rolled key is picked up.
/// </summary>
internal sealed class SharedKeyCredential(Func<(string Name, string Key)> key, TimeProvider time) : IBusCredential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public ValueTask<BusToken> GetTokenAsync(string resource, CancellationToken cancellationToken)
    {
        var (name, secret) = key();
        var expires = time.GetUtcNow() + Lifetime;
        var seconds = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var encodedResource = WebUtility.UrlEncode(resource);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{encodedResource}\n{seconds}"));
        var signature = WebUtility.UrlEncode(Convert.ToBase64String(hash));
        return new(new BusToken(
            $"SharedAccessSignature sr={encodedResource}&sig={signature}&se={seconds}&skn={WebUtility.UrlEncode(name)}",
            BusToken.SharedAccessSignatureType,
            expires));
    }
}
