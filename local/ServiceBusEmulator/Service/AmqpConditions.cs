namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>Error conditions of Service Bus beyond those of AMQP (learn.microsoft.com, "AMQP 1.0 errors in Service Bus").</summary>
internal static class AmqpConditions
{
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string MessageNotFound = "com.microsoft:message-not-found";
    public const string DeadLetter = "com.microsoft:dead-letter";
    public const string ArgumentError = "com.microsoft:argument-error";
    public const string ServerBusy = "com.microsoft:server-busy";
}
