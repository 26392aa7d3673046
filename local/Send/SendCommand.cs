using System.Security.Cryptography;

namespace FailureFunctions.Local.Send;

/// <summary>The command: makes a key, or sends a notification.</summary>
/// <param name="output">For what it found.</param>
/// <param name="errors">For what went wrong.</param>
/// <param name="time">The clock for the Date header.</param>
internal sealed class SendCommand(TextWriter output, TextWriter errors, TimeProvider time)
{
    private const int Done = 0;
    private const int NotAccepted = 1;
    private const int NotSent = 2;

    private static readonly string[] HeadersOfInterest = ["Content-Type", "Retry-After", "Date", "traceparent", "x-correlation-id"];

    /// <summary>Runs it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    /// <returns>The exit code: 0 when all went well, 1 when the answer was a refusal, 2 when nothing was sent.</returns>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args.Length == 0 || args is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(SendOptions.Usage);
            return args.Length == 0 ? NotSent : Done;
        }

        if (!SendOptions.TryParse(args, out var options, out var error))
            return await FailAsync(error);
        if (options.NewKeyPath is { } path)
            return await MakeKeyAsync(path, options.KeyId);
        RSA? key;
        if (options.KeyPath is null)
        {
            try
            {
                key = LocalKey.Load(LocalKey.Folder());
            }
            catch (LocalKeyException failure)
            {
                return await FailAsync($"{failure.Message} Or name a key with --key.");
            }
        }
        else if (!KeyFile.TryRead(options.KeyPath, out key, out error))
            return await FailAsync($"--key: {error} Make a key with --new-key.");
        using var signer = new CopernicaSigner(key, options.KeyId, options.Account);
        var worst = Done;
        foreach (var body in options.Bodies)
            worst = Math.Max(worst, await SendAsync(signer, options, body, cancellationToken));
        return worst;
    }

    /// <summary>The setting with which the app trusts a key, in the form that every system allows for names.</summary>
    public static string Setting(string keyId, RSA key) =>
        $"Copernica__TrustedKeys__0={keyId}={key.ExportSubjectPublicKeyInfoPem().Replace('\n', ' ')}";

    private async Task<int> MakeKeyAsync(string path, string keyId)
    {
        if (!KeyFile.TryCreate(path, out var key, out var error))
            return await FailAsync($"--new-key: {error} Name a new file in a folder that you may write to.");
        using (key)
        {
            await output.WriteLineAsync($"{path} holds a new private key. Keep it to yourself. The app trusts it with this setting:");
            await output.WriteLineAsync();
            await output.WriteLineAsync(Setting(keyId, key));
        }

        return Done;
    }

    private async Task<int> SendAsync(CopernicaSigner signer, SendOptions options, SentBody sent, CancellationToken cancellationToken)
    {
        if (sent.What is { } what)
            await output.WriteLineAsync($"--- {what}");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = signer.Sign(options.Url!, sent.ContentType, sent.Body, time.GetUtcNow());
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            await output.WriteLineAsync($"{(int)response.StatusCode} {response.ReasonPhrase}");
            foreach (var name in HeadersOfInterest)
                if (response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values))
                    await output.WriteLineAsync($"{name}: {values}");
            await output.WriteLineAsync();
            await output.WriteLineAsync(body);
            return response.IsSuccessStatusCode ? Done : NotAccepted;
        }
        catch (HttpRequestException failure)
        {
            return await FailAsync($"--url: no answer from {options.Url!.GetLeftPart(UriPartial.Authority)}: {failure.Message.TrimEnd('.')}. Is the app up, and the address right?");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await FailAsync($"--url: no answer from {options.Url!.GetLeftPart(UriPartial.Authority)} within {client.Timeout.TotalSeconds} s.");
        }
    }

    private async Task<int> FailAsync(string error)
    {
        await errors.WriteLineAsync(error);
        return NotSent;
    }
}
