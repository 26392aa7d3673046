using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FailureFunctions.Infra.Webhook;

/// <summary>A webhook that this command has registered: enough to find it again, without the function key.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Handler">The address without its query.</param>
/// <param name="Trigger">The event.</param>
internal sealed record KnownWebhook(string Id, string Handler, string Trigger);

/// <summary>
/// The ids of the webhooks that this command has registered, in a file of the user's, since the API documents no list.
/// </summary>
internal sealed class KnownWebhooks
{
    /// <summary>The file unless another is given, in the current folder; git ignores it.</summary>
    public const string DefaultPath = ".local/copernica-webhooks.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true };

    private readonly List<KnownWebhook> _webhooks;

    private KnownWebhooks(string path, List<KnownWebhook> webhooks) => (Path, _webhooks) = (path, webhooks);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public IReadOnlyList<KnownWebhook> All => _webhooks;

    /// <summary>Reads the file; one that is not there holds nothing.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out KnownWebhooks? known, [NotNullWhen(false)] out string? error)
    {
        (known, error) = (null, null);
        try
        {
            var webhooks = File.Exists(path) ? JsonSerializer.Deserialize<List<KnownWebhook>>(File.ReadAllText(path), Format) : [];
            if (webhooks is not null && webhooks.TrueForAll(webhook => WebhookJson.IsId(webhook?.Id)))
            {
                known = new KnownWebhooks(path, webhooks);
                return true;
            }

            error = $"--state: {path} holds no list of webhooks; fix it, or name another file.";
        }
        catch (JsonException)
        {
            error = $"--state: {path} holds no list of webhooks; fix it, or name another file.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error = $"--state: {path} cannot be read: {failure.Message}";
        }

        return false;
    }

    /// <summary>Adds a webhook, or replaces what is known of it.</summary>
    /// <returns>What went wrong with writing the file; null when nothing did.</returns>
    public string? Keep(KnownWebhook webhook)
    {
        _webhooks.RemoveAll(known => known.Id == webhook.Id);
        _webhooks.Add(webhook);
        return Write();
    }

    /// <summary>Forgets a webhook.</summary>
    /// <returns>What went wrong with writing the file; null when nothing did.</returns>
    public string? Forget(string id) => _webhooks.RemoveAll(known => known.Id == id) > 0 ? Write() : null;

    private string? Write()
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
            Directory.CreateDirectory(folder);
            // Beside the old file and then over it, so that a crash leaves one of the two whole.
            var draft = $"{Path}.new";
            File.WriteAllText(draft, JsonSerializer.Serialize(_webhooks, Format));
            File.Move(draft, Path, overwrite: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"--state: {Path} cannot be written: {failure.Message}";
        }
    }
}
