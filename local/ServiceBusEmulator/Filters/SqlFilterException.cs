namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>A SQL filter that cannot be read; the message says what and where.</summary>
internal sealed class SqlFilterException(string message) : Exception(message);
