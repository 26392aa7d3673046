using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace FailureFunctions.Tables;

/// <summary>
/// A table that is created on first use, once per process. If the identity may not create tables, the table is assumed to
/// exist, as the deployment creates it.
/// </summary>
internal sealed class CreatedTable(TableServiceClient service, string name)
{
    private readonly TableClient _table = service.GetTableClient(name);
    private volatile bool _created;

    public string Name => name;

    public async ValueTask<TableClient> GetAsync(CancellationToken cancellationToken)
    {
        if (_created)
            return _table;
        try
        {
            await _table.CreateIfNotExistsAsync(cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 403)
        {
            // If the table does not exist after all, its first use says so.
        }
        _created = true;
        return _table;
    }

    /// <summary>Makes a call. The next one creates the table again if this one's answer says that it does not exist.</summary>
    public async Task<T> CallAsync<T>(Func<TableClient, Task<T>> call, CancellationToken cancellationToken)
    {
        var table = await GetAsync(cancellationToken);
        try
        {
            return await call(table);
        }
        catch (RequestFailedException e)
        {
            Note(e);
            throw;
        }
    }

    /// <summary>Lets the next use create the table again if an answer says that it does not exist.</summary>
    public void Note(RequestFailedException answer)
    {
        if (answer.ErrorCode == TableErrorCode.TableNotFound)
            _created = false;
    }
}
