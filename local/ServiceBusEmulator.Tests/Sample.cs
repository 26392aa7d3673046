namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

/// <summary>A neutral configuration for the tests.</summary>
internal static class Sample
{
    public const string Configuration = """
        {
          "UserConfig": {
            "Namespaces": [
              {
                "Name": "sbemulatorns",
                "Queues": [
                  { "Name": "orders", "Properties": { "MaxDeliveryCount": 3, "LockDuration": "PT30S" } },
                  { "Name": "short", "Properties": { "LockDuration": "PT1S" } },
                  { "Name": "expiring", "Properties": { "DeadLetteringOnMessageExpiration": true } },
                  { "Name": "dedupe", "Properties": { "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "PT5M" } }
                ],
                "Topics": [
                  {
                    "Name": "events",
                    "Properties": { "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "PT5M" },
                    "Subscriptions": [
                      { "Name": "all" },
                      {
                        "Name": "sql",
                        "Rules": [
                          { "Name": "severity", "Properties": { "FilterType": "Sql", "SqlFilter": { "SqlExpression": "severity IN ('block', 'sender')" } } },
                          { "Name": "label", "Properties": { "FilterType": "Sql", "SqlFilter": { "SqlExpression": "sys.Label IN ('x1', 'x3')" } } }
                        ]
                      },
                      {
                        "Name": "correlation",
                        "Properties": { "MaxDeliveryCount": 1 },
                        "Rules": [
                          { "Name": "n", "Properties": { "FilterType": "Correlation", "CorrelationFilter": { "Label": "x1", "Properties": { "n": 5 } } } }
                        ]
                      }
                    ]
                  }
                ]
              }
            ],
            "Logging": { "Type": "File" }
          }
        }
        """;
}
