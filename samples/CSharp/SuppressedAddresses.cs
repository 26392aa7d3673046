using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FailureFunctions.Samples.Subscriber;

/// <summary>What an event says of an address: the members of its body that a copy needs.</summary>
internal sealed record AddressState(string RecipientKey, long Version, DateTimeOffset UpdatedAt, string State, DateTimeOffset? Until = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Null if the text is not such a state.</summary>
    public static AddressState? TryParse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<AddressState>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>A copy of the suppression list in a file: each line is a state that was applied, the newest of an address holds.</summary>
internal sealed class SuppressedAddresses : IDisposable
{
    private readonly Dictionary<string, AddressState> _states = [];
    private readonly FileStream _file;

    private SuppressedAddresses(FileStream file)
    {
        _file = file;
        using var reader = new StreamReader(file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            // A line that cannot be read was cut off by a crash: its message was not completed and is delivered again.
            if (AddressState.TryParse(line) is { } state && IsNewer(state))
                _states[state.RecipientKey] = state;
        }
    }

    public static SuppressedAddresses Open(string path, FileAccess access) =>
        new(new FileStream(path, FileMode.OpenOrCreate, access, access is FileAccess.Read ? FileShare.ReadWrite : FileShare.Read));

    /// <summary>Stores a state on disk; false if what is known is as new or newer, so that repeats and late events change nothing.</summary>
    public bool Apply(AddressState state)
    {
        if (!IsNewer(state))
            return false;
        // The line break comes first: it also ends a line that a crash cut off.
        _file.Write(Encoding.UTF8.GetBytes($"\n{state.ToJson()}"));
        _file.Flush(flushToDisk: true);
        _states[state.RecipientKey] = state;
        return true;
    }

    public bool IsSuppressed(string address, DateTimeOffset now) =>
        _states.TryGetValue(KeyOf(address), out var state) && state.State == "suppressed" && !(state.Until <= now);

    public void Dispose() => _file.Dispose();

    // By time first: after an erasure the versions of an address begin with 1 again.
    private bool IsNewer(AddressState state) =>
        !_states.TryGetValue(state.RecipientKey, out var known)
        || (state.UpdatedAt, state.Version).CompareTo((known.UpdatedAt, known.Version)) > 0;

    // As recipientKey: lower case, NFC, domain in A-labels, nothing after it.
    private static string KeyOf(string address)
    {
        var text = address.Trim().TrimEnd('.', ',', ';', ' ').Normalize().ToLowerInvariant().Normalize();
        var domain = text.LastIndexOf('@') + 1;
        return domain == 0 || Ascii.IsValid(text.AsSpan(domain)) ? text : text[..domain] + new IdnMapping().GetAscii(text[domain..]);
    }
}
