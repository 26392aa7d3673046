metadata description = 'The alerts that ask the logs. metric-alerts.bicep has those that work without logs. docs/operate.md has a section for each, of the same name.'

import { Tags } from 'types.bicep'

@description('Location of the resources.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('Address that alerts are mailed to; empty for none, and then they are seen in the portal only.')
param email string

@description('Name of the Log Analytics workspace, which the queries ask.')
param workspaceName string

@description('Gigabytes of telemetry a day that the workspace takes.')
param dailyCapGb int

@description('Name of the action group.')
param actionGroupName string

@description('Where what to do is written down.')
var manual = 'What to do: docs/operate.md#'

@description('The alerts by query. Threshold, window and frequency stand in docs/operate.md too, and a test compares them. Severity: 0 critical, 1 error, 2 warning, 3 information.')
var alerts = [
  {
    name: 'not-acknowledged'
    description: 'Notifications were not acknowledged for a reason on our side, and may be lost.'
    severity: 1
    query: loadTextContent('../alerts/not-acknowledged.kql')
    column: 'Calls'
    dimension: 'Outcome'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 5
    window: 'PT15M'
    frequency: 'PT5M'
  }
  {
    name: 'outbox-is-old'
    description: 'Failures that were acknowledged have waited too long to be published.'
    severity: 2
    query: loadTextContent('../alerts/outbox-is-old.kql')
    column: 'AgeSeconds'
    dimension: ''
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 600
    window: 'PT10M'
    frequency: 'PT5M'
  }
  {
    name: 'suppressions-are-late'
    description: 'Failures have waited too long to be taken into account by the suppression list.'
    severity: 2
    query: loadTextContent('../alerts/suppressions-are-late.kql')
    column: 'AgeSeconds'
    dimension: ''
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 900
    window: 'PT15M'
    frequency: 'PT5M'
  }
  {
    name: 'outbox-unreadable'
    description: 'An entry of the outbox cannot be read: it is kept, and not published.'
    severity: 3
    query: loadTextContent('../alerts/outbox-unreadable.kql')
    column: 'Entries'
    dimension: ''
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    frequency: 'PT15M'
  }
  {
    name: 'authentication-failures'
    description: 'Many calls were refused for one cause.'
    severity: 2
    query: loadTextContent('../alerts/authentication-failures.kql')
    column: 'Refused'
    dimension: 'Cause'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 50
    window: 'PT15M'
    frequency: 'PT5M'
  }
  {
    name: 'block-burst'
    description: 'Providers refuse our mail for one reason: an incident of the sender, not of recipients.'
    severity: 2
    query: loadTextContent('../alerts/block-burst.kql')
    column: 'Failures'
    dimension: 'Reason'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 100
    window: 'PT1H'
    frequency: 'PT15M'
  }
  {
    name: 'no-notifications'
    description: 'Copernica has not called for a day.'
    severity: 2
    query: loadTextContent('../alerts/no-notifications.kql')
    column: 'Calls'
    dimension: ''
    aggregation: 'Total'
    operator: 'LessThan'
    threshold: 1
    window: 'P1D'
    frequency: 'PT1H'
  }
  {
    name: 'app-is-silent'
    description: 'The app reports nothing: it does not run, or its telemetry does not arrive.'
    severity: 1
    query: loadTextContent('../alerts/app-is-silent.kql')
    column: 'Reports'
    dimension: ''
    aggregation: 'Total'
    operator: 'LessThan'
    threshold: 1
    window: 'PT30M'
    frequency: 'PT15M'
  }
  {
    name: 'daily-cap-is-near'
    description: 'The workspace is about to take no more telemetry until the next day; then the alerts that ask the logs are silent.'
    severity: 1
    query: replace(loadTextContent('../alerts/daily-cap-is-near.kql'), '{DailyCapGb}', string(dailyCapGb))
    column: 'Percent'
    dimension: ''
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 80
    window: 'P1D'
    frequency: 'PT15M'
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'failures'
    emailReceivers: empty(email)
      ? []
      : [
          {
            name: 'operators'
            emailAddress: email
            useCommonAlertSchema: true
          }
        ]
  }
}

resource queryAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: alert.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: '${alert.description} ${manual}${alert.name}'
      enabled: true
      severity: alert.severity
      scopes: [
        workspace.id
      ]
      windowSize: alert.window
      evaluationFrequency: alert.frequency
      // The tables come with the first telemetry, and a test has parsed the queries.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: alert.column
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
            dimensions: empty(alert.dimension)
              ? []
              : [
                  {
                    name: alert.dimension
                    operator: 'Include'
                    values: [
                      '*'
                    ]
                  }
                ]
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          actions.id
        ]
      }
    }
  }
]
