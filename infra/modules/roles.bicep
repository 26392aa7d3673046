metadata description = 'All that the identity of the app may do, each at the narrowest scope at which it works.'

@description('Object id of the identity.')
param principalId string

@description('Name of the identity.')
param identityName string

@description('Name of the storage account with the tables.')
param storageAccountName string

@description('Name of the storage account of the Functions host.')
param hostStorageAccountName string

@description('Names of the tables.')
param tableNames string[]

@description('Name of the Service Bus namespace.')
param serviceBusNamespaceName string

@description('Name of the topic.')
param topicName string

@description('Name of the topic of changes of the suppression list.')
param suppressionTopicName string

@description('Name of the subscription of the suppression list.')
param suppressionSubscriptionName string

@description('Name of the Application Insights component.')
param applicationInsightsName string

@description('Built-in roles by their ids, which are the same in every tenant.')
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName

  resource tableService 'tableServices' existing = {
    name: 'default'

    resource tables 'tables' existing = [
      for table in tableNames: {
        name: table
      }
    ]
  }
}

resource hostAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: hostStorageAccountName
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusNamespaceName

  resource topic 'topics' existing = {
    name: topicName

    resource suppressionList 'subscriptions' existing = {
      name: suppressionSubscriptionName
    }
  }

  resource suppressionTopic 'topics' existing = {
    name: suppressionTopicName
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// The Functions host makes containers of its own (function keys, leases of timers) and reads the deployed package.
resource hostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hostAccount.id, identity.id, roles.storageBlobDataOwner)
  scope: hostAccount
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
  }
}

resource tableRows 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (table, index) in tableNames: {
    name: guid(account::tableService::tables[index].id, identity.id, roles.storageTableDataContributor)
    scope: account::tableService::tables[index]
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    }
  }
]

resource messages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(namespace::topic.id, identity.id, roles.serviceBusDataSender)
  scope: namespace::topic
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
  }
}

resource suppressionMessages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(namespace::suppressionTopic.id, identity.id, roles.serviceBusDataSender)
  scope: namespace::suppressionTopic
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
  }
}

resource received 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(namespace::topic::suppressionList.id, identity.id, roles.serviceBusDataReceiver)
  scope: namespace::topic::suppressionList
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
  }
}

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(applicationInsights.id, identity.id, roles.monitoringMetricsPublisher)
  scope: applicationInsights
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
  }
}
