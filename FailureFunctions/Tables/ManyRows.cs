namespace FailureFunctions.Tables;

/// <summary>Work on many rows in parallel.</summary>
internal static class ManyRows
{
    /// <summary>
    /// How many at once. Each takes a connection, of which Azure allows an instance some hundreds (learn.microsoft.com, "Manage connections
    /// in Azure Functions"); and more that wait in a service that is slow would hold up everybody else's calls.
    /// </summary>
    public const int AtOnce = 128;

    /// <summary>When one fails, the others are still worked on.</summary>
    public static async Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> workAsync, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(items.Select(WorkAsync));

        async Task WorkAsync(T item)
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                await workAsync(item);
            }
            finally
            {
                places.Release();
            }
        }
    }
}
