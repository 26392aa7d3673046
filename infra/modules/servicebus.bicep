metadata description = 'The Service Bus namespace with its topics and their subscriptions, the same as in local/Run/servicebus.config.json.'

import { Tags } from 'types.bicep'

@description('Location of the resources.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('Name of the namespace.')
param name string

@description('Name of the topic.')
param topicName string

@description('Name of the topic of changes of the suppression list.')
param suppressionTopicName string

@description('Name of the subscription of the suppression list.')
param suppressionSubscriptionName string

@description('How much a topic holds. A subscription that nobody reads fills it for all others.')
param topicMegabytes int

@description('Tier of the namespace.')
@allowed(['Standard', 'Premium'])
param sku string

@description('Messaging units of a Premium namespace.')
param messagingUnits int

@description('Keep anybody from deleting the namespace, until the lock is removed.')
param deleteLock bool

@description('Close the namespace to public networks; it is then reached through a private endpoint.')
param privateNetworking bool

@description('Also store metrics in the workspace.')
param platformMetrics bool

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('How long a message waits for its subscriber, before it goes to the dead letters.')
var timeToLive = 'P14D'

@description('Subscriptions that take only a part: the filter property, and the values of it that each takes.')
var filtered = [
  {
    name: 'suppression'
    property: 'advice'
    values: ['suppress-now', 'suppress-if-repeated']
  }
  {
    name: 'sender-incidents'
    property: 'severity'
    values: ['block', 'sender']
  }
]

@description('One entry for each rule.')
var rules = flatten(map(
  range(0, length(filtered)),
  index => map(filtered[index].values, value => { index: index, property: filtered[index].property, value: value })
))

@description('How every subscription treats its messages.')
var subscriptionProperties = {
  deadLetteringOnMessageExpiration: true
  defaultMessageTimeToLive: timeToLive
  lockDuration: 'PT1M'
  maxDeliveryCount: 10
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: sku
    tier: sku
    capacity: sku == 'Premium' ? messagingUnits : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
  }
}

@description('How both topics treat their messages.')
var topicProperties = {
  defaultMessageTimeToLive: timeToLive
  maxSizeInMegabytes: topicMegabytes
  requiresDuplicateDetection: true
  duplicateDetectionHistoryTimeWindow: 'PT1H'
}

resource topic 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: topicName
  properties: topicProperties
}

resource suppressionTopic 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: suppressionTopicName
  properties: topicProperties
}

resource all 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: topic
  name: 'all'
  properties: subscriptionProperties
}

resource suppressionList 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: topic
  name: suppressionSubscriptionName
  // The app says itself what cannot be processed. An outage of the tables, which costs a delivery a minute, is no reason.
  properties: union(subscriptionProperties, { maxDeliveryCount: 1000 })
}

resource allSuppressions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: suppressionTopic
  name: 'all'
  properties: subscriptionProperties
}

resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [
  for subscription in filtered: {
    parent: topic
    name: subscription.name
    properties: subscriptionProperties
  }
]

// The service gives a new subscription a rule $Default that takes everything, which would void the rules below.
resource nothingByDefault 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = [
  for (subscription, index) in filtered: {
    parent: subscriptions[index]
    name: '$Default'
    properties: {
      filterType: 'SqlFilter'
      sqlFilter: {
        sqlExpression: '1=0'
      }
    }
  }
]

@batchSize(1)
resource rule 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = [
  for item in rules: {
    parent: subscriptions[item.index]
    name: item.value
    properties: {
      filterType: 'CorrelationFilter'
      correlationFilter: {
        properties: {
          '${item.property}': item.value
        }
      }
    }
    dependsOn: [
      nothingByDefault
    ]
  }
]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'keep'
  scope: namespace
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds messages that nobody has received. DELETE_LOCK of the deployment set this lock.'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: platformMetrics
      }
    ]
  }
}

@description('Resource id of the namespace.')
output id string = namespace.id

@description('Host of the namespace, as clients are given it.')
output fullyQualifiedNamespace string = split(split(namespace.properties.serviceBusEndpoint, '//')[1], ':')[0]
