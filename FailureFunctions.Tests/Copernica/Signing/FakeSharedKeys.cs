using System.Collections.Concurrent;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>The shared keys in memory.</summary>
internal sealed class FakeSharedKeys : ISharedKeys
{
    private int _reads;
    private int _removals;

    public ConcurrentDictionary<KeyId, SharedKey> Keys { get; } = [];

    public int Reads => _reads;

    public int Removals => _removals;

    /// <summary>Holds readings up until it completes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<IReadOnlyList<SharedKey>> ReadAsync()
    {
        Interlocked.Increment(ref _reads);
        await Gate;
        return [.. Keys.Values];
    }

    public Task KeepAsync(SharedKey key)
    {
        Keys[key.KeyId] = key;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(KeyId keyId)
    {
        Interlocked.Increment(ref _removals);
        Keys.TryRemove(keyId, out _);
        return Task.CompletedTask;
    }
}
