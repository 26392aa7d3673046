using System.Globalization;

namespace Azure.Messaging.ServiceBus.Credentials;

/// <summary>Uses a signature that somebody else made. It is asked for each time, so that a replaced one is picked up.</summary>
internal sealed class SharedSignatureCredential(Func<string> signature) : IBusCredential
{
    public ValueTask<BusToken> GetTokenAsync(string resource, CancellationToken cancellationToken)
    {
        var value = signature();
        return new(new BusToken(value, BusToken.SharedAccessSignatureType, ReadExpiry(value)));
    }

    private static DateTimeOffset ReadExpiry(string signature)
    {
        foreach (var field in signature.Split('&', ' '))
        {
            if (field.StartsWith("se=", StringComparison.Ordinal)
                && long.TryParse(field.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            {
                return DateTimeOffset.FromUnixTimeSeconds(seconds);
            }
        }

        throw new FormatException("The shared access signature has no expiry ('se=<seconds>'). Expected: SharedAccessSignature sr=…&sig=…&se=…&skn=…");
    }
}
