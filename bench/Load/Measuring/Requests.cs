using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Bench.Load.Measuring;

/// <summary>
/// Makes requests before they are due: an RSA signature takes longer than to send it. Each has its own nonce and date; a date is
/// accepted for five minutes.
/// </summary>
internal sealed class Requests : IDisposable
{
    // As good as the receiving server's own words, in any length.
    private const string Reply = "550 5.1.1 <recipient@example.nl>: Recipient address rejected: User unknown in virtual mailbox table; ";

    private readonly LoadOptions _options;
    private readonly CopernicaSigner[] _signers;
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly Random _random = new(1);
    private readonly string _description;
    private int _last;

    public Requests(LoadOptions options, RSA key)
    {
        _options = options;
        var parameters = key.ExportParameters(includePrivateParameters: true);
        // One for each processor, because a signer signs one request at a time.
        _signers = [.. Enumerable.Range(0, Environment.ProcessorCount)
            .Select(_ => new CopernicaSigner(RSA.Create(parameters), LocalKey.KeyId, LocalKey.Account))];
        _description = Uri.EscapeDataString(string.Concat(Enumerable.Repeat(Reply, options.Size / Reply.Length + 1))[..options.Size]);
    }

    public CopernicaSigner Signer => _signers[0];

    /// <summary>Signs as many as a round needs. Repeats are of notifications earlier in the round: others may not have been sent.</summary>
    public HttpRequestMessage[] Sign(Uri url, int count, CancellationToken cancellationToken)
    {
        var bodies = new byte[count][];
        for (var at = 0; at < count; at++)
            bodies[at] = at > 0 && _random.NextDouble() < _options.Duplicates ? bodies[_random.Next(at)] : NewBody();
        var signed = new HttpRequestMessage[count];
        Parallel.For(0, _signers.Length, new ParallelOptions { CancellationToken = cancellationToken }, signer =>
        {
            for (var at = signer; at < count && !cancellationToken.IsCancellationRequested; at += _signers.Length)
                signed[at] = _signers[signer].Sign(url, "application/x-www-form-urlencoded", bodies[at], DateTimeOffset.UtcNow);
        });
        cancellationToken.ThrowIfCancellationRequested();
        return signed;
    }

    public void Dispose()
    {
        foreach (var signer in _signers)
            signer.Dispose();
    }

    private byte[] NewBody()
    {
        var number = ++_last;
        var recipient = _random.NextDouble() < _options.Hot ? "hot" : $"r{_run}{number}";
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"id={_run}-{number}&type=failure&time={DateTimeOffset.UtcNow.ToUnixTimeSeconds()}&recipient={recipient}%40example.nl"
            + $"&action=failure&state=rcptto&code=550&extended=5.1.1&description={_description}&tags%5B%5D=load"));
    }
}
