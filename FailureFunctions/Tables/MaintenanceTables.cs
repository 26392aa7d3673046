using Azure.Data.Tables;

namespace FailureFunctions.Tables;

/// <summary>The storage account of the setting <c>FailureTables</c>, with longer time limits: for work that nobody waits for.</summary>
/// <param name="Service">The storage account.</param>
internal sealed record MaintenanceTables(TableServiceClient Service);
