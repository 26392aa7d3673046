using Amqp;
using Amqp.Framing;
using Azure.Messaging.ServiceBus.Credentials;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// Claims-based security on one connection: puts a token for each entity before its first link is attached and renews it before it expires
/// (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide#claims-based-authorization).
/// </summary>
internal sealed class Authorisations
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly BusEndpoint _endpoint;
    private readonly IBusCredential _credential;
    private readonly BusSettings _settings;
    private readonly CancellationToken _connectionClosed;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly HashSet<string> _authorised = [];
    private readonly Reopening<RequestLink> _link;

    public Authorisations(
        Connection connection,
        BusEndpoint endpoint,
        IBusCredential credential,
        BusSettings settings,
        CancellationToken connectionClosed)
    {
        _endpoint = endpoint;
        _credential = credential;
        _settings = settings;
        _connectionClosed = connectionClosed;
        _link = new Reopening<RequestLink>(
            token => RequestLink.OpenAsync(connection, "$cbs", "$cbs", token), () => settings.Retry.TryTimeout, settings.Time);
    }

    /// <summary>Makes sure that links to the address may be attached on this connection.</summary>
    /// <exception cref="UnauthorizedAccessException">The token was refused.</exception>
    public async Task EnsureAsync(string path, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_authorised.Contains(path)) return;
            var expiresOn = await PutTokenAsync(path, cancellationToken);
            _authorised.Add(path);
            _ = KeepAsync(path, expiresOn);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<DateTimeOffset> PutTokenAsync(string path, CancellationToken cancellationToken)
    {
        var resource = _endpoint.ResourceOf(path);
        var token = await _credential.GetTokenAsync(resource, cancellationToken);
        var request = new Message
        {
            BodySection = new AmqpValue { Value = token.Value },
            ApplicationProperties = new ApplicationProperties
            {
                ["operation"] = "put-token",
                ["type"] = token.Type,
                ["name"] = resource,
                ["expiration"] = token.ExpiresOn.UtcDateTime,
            },
        };
        var link = await _link.GetAsync(cancellationToken);
        Answers.ThrowIfFailed(await link.SendAsync(request, cancellationToken), path);
        return token.ExpiresOn;
    }

    private async Task KeepAsync(string path, DateTimeOffset expiresOn)
    {
        try
        {
            while (true)
            {
                await Task.Delay(UntilRenewal(expiresOn), _settings.Time, _connectionClosed);
                expiresOn = await RenewAsync(path) ?? expiresOn;
            }
        }
        catch (OperationCanceledException)
        {
            // The connection is closed; the next one starts anew.
        }
    }

    private async Task<DateTimeOffset?> RenewAsync(string path)
    {
        try
        {
            return await PutTokenAsync(path, _connectionClosed);
        }
        catch (Exception) when (!_connectionClosed.IsCancellationRequested)
        {
            // Tried again until it succeeds. Should the old token run out meanwhile, the service detaches the links, and whoever uses them
            // learns why when they are attached again.
            return null;
        }
    }

    private TimeSpan UntilRenewal(DateTimeOffset expiresOn)
    {
        var left = expiresOn - _settings.Time.GetUtcNow();
        var margin = left / 4 < LongestMargin ? left / 4 : LongestMargin;
        var wait = left - margin;
        // A token that lives shorter than this is renewed at this pace all the same; timers take no more than some weeks.
        return wait < AfterFailure ? AfterFailure : wait > TimeSpan.FromDays(7) ? TimeSpan.FromDays(7) : wait;
    }
}
