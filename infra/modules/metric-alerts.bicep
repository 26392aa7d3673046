metadata description = 'The alerts that ask metrics of Azure: they work before the first telemetry, and after the daily cap is reached. docs/operate.md has a section for each, of the same name.'

import { Tags } from 'types.bicep'

@description('Tags of the resources.')
param tags Tags

@description('Name of the action group.')
param actionGroupName string

@description('Name of the Service Bus namespace.')
param serviceBusNamespaceName string

@description('Names of the topics.')
param topicNames string[]

@description('How much a topic holds, in MB.')
param topicMegabytes int

@description('Name of the storage account with the tables.')
param storageAccountName string

@description('Name of the function app.')
param functionAppName string

@description('Where what to do is written down.')
var manual = 'What to do: docs/operate.md#'

@description('The dimension that tells topics apart.')
var ofTopics = [
  {
    name: 'EntityName'
    operator: 'Include'
    values: topicNames
  }
]

@description('The alerts. Threshold, window and frequency stand in docs/operate.md too, and a test compares them. Severity: 0 critical, 1 error, 2 warning, 3 information.')
var alerts = [
  {
    name: 'server-errors'
    description: 'Calls were answered 5xx by the app, its host or the platform in front of them, and may be lost.'
    severity: 1
    scope: functionApp.id
    namespace: 'Microsoft.Web/sites'
    metric: 'Http5xx'
    aggregation: 'Total'
    threshold: 5
    dimensions: []
  }
  {
    name: 'calls-refused'
    description: 'Calls were answered 4xx: a wrong function key, too many calls at once, or what the app refuses.'
    severity: 2
    scope: functionApp.id
    namespace: 'Microsoft.Web/sites'
    metric: 'Http4xx'
    aggregation: 'Total'
    threshold: 50
    dimensions: []
  }
  {
    name: 'dead-letters'
    description: 'A subscription has dead letters: messages that its subscriber could not handle, or that expired.'
    severity: 2
    scope: serviceBus.id
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'DeadletteredMessages'
    aggregation: 'Maximum'
    threshold: 0
    dimensions: ofTopics
  }
  {
    name: 'topic-is-filling'
    description: 'A topic is four fifths full: a subscription is not read. A full topic takes no more messages.'
    severity: 2
    scope: serviceBus.id
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'Size'
    aggregation: 'Maximum'
    threshold: topicMegabytes / 5 * 4 * 1024 * 1024
    dimensions: ofTopics
  }
  {
    name: 'bus-is-throttled'
    description: 'Service Bus refuses requests because there are too many for the namespace.'
    severity: 2
    scope: serviceBus.id
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'ThrottledRequests'
    aggregation: 'Total'
    threshold: 100
    dimensions: []
  }
  {
    name: 'storage-is-throttled'
    description: 'The storage account refuses requests because there are too many; notifications may be lost.'
    severity: 1
    scope: storage.id
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Transactions'
    aggregation: 'Total'
    threshold: 10
    dimensions: [
      {
        name: 'ResponseType'
        operator: 'Include'
        values: ['ServerBusyError', 'ClientThrottlingError', 'ClientAccountRequestThrottlingError', 'ClientAccountBandwidthThrottlingError']
      }
    ]
  }
]

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' existing = {
  name: actionGroupName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusNamespaceName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource functionApp 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource metricAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in alerts: {
    name: alert.name
    location: 'global'
    tags: tags
    properties: {
      description: '${alert.description} ${manual}${alert.name}'
      enabled: true
      severity: alert.severity
      scopes: [
        alert.scope
      ]
      windowSize: 'PT15M'
      evaluationFrequency: 'PT5M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alert.name
            metricNamespace: alert.namespace
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: alert.threshold
            dimensions: alert.dimensions
          }
        ]
      }
      actions: [
        {
          actionGroupId: actions.id
        }
      ]
    }
  }
]
