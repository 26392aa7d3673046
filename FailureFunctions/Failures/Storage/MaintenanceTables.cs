using Azure.Data.Tables;

namespace FailureFunctions.Failures.Storage;

/// <summary>The storage account of the setting <c>FailureTables</c>, with longer time limits: for work that nobody waits for.</summary>
/// <param name="Service">The storage account.</param>
public sealed record MaintenanceTables(TableServiceClient Service);
