using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace FailureFunctions.Tables;

/// <summary>
/// A table that is made sure to exist, once per process: the first use pays for it, and only that one. Where the
/// identity may not create tables, the table is taken to be there.
/// </summary>
/// <param name="service">The storage account.</param>
/// <param name="name">The table's name.</param>
internal sealed class CreatedTable(TableServiceClient service, string name)
{
    private const int Forbidden = 403;

    /// <summary>The table's name.</summary>
    public string Name => name;

    private readonly TableClient _table = service.GetTableClient(name);
    private volatile bool _created;

    /// <summary>Gives the table.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A client of the table.</returns>
    /// <exception cref="RequestFailedException">The table service refused, or cannot be reached.</exception>
    public async ValueTask<TableClient> GetAsync(CancellationToken cancellationToken)
    {
        if (_created)
            return _table;
        try
        {
            await _table.CreateIfNotExistsAsync(cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == Forbidden)
        {
            // The table is there when the deployment made it, as ours does; if not, its first use says so.
        }
        _created = true;
        return _table;
    }

    /// <summary>Lets the next use create the table again, when an answer says that it is gone.</summary>
    /// <param name="answer">The answer.</param>
    public void Note(RequestFailedException answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.ErrorCode == TableErrorCode.TableNotFound)
            _created = false;
    }
}
