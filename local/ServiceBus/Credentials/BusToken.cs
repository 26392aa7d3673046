namespace Azure.Messaging.ServiceBus.Credentials;

/// <summary>What is put to <c>$cbs</c>.</summary>
internal readonly record struct BusToken(string Value, string Type, DateTimeOffset ExpiresOn)
{
    public const string SharedAccessSignatureType = "servicebus.windows.net:sastoken";
    public const string JsonWebTokenType = "jwt";
}
