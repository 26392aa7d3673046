namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>What one connection has shown to be allowed to use. Guarded by the connection's gate.</summary>
internal sealed class ConnectionAccess(TimeProvider timeProvider)
{
    private readonly Dictionary<string, DateTimeOffset> _grants = new(StringComparer.OrdinalIgnoreCase);

    public void Grant(EntityAddress scope, DateTimeOffset expires) => _grants[scope.Path] = expires;

    public bool Allows(EntityAddress address)
    {
        var now = timeProvider.GetUtcNow();
        return _grants.Any(grant => grant.Value > now && address.IsWithin(new EntityAddress(grant.Key)));
    }
}
