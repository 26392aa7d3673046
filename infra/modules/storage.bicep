metadata description = 'A storage account: for our tables, for the deployed package and the blobs of the Functions host (keys, leases, timers), or for both.'

import { Tags } from 'types.bicep'

@description('Location of the resources.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('Name of the storage account.')
@minLength(3)
@maxLength(24)
param name string

@description('Redundancy of the storage account.')
param sku string

@description('Names of the tables; none for an account of the host alone.')
param tableNames string[]

@description('Name of the container that holds the deployed package; empty for an account of the tables alone.')
param deploymentContainerName string

@description('Keep anybody from deleting the account, until the lock is removed.')
param deleteLock bool

@description('Close the account to public networks; it is then reached through private endpoints.')
param privateNetworking bool

@description('Also log every request to blobs and tables.')
param detailedLogs bool

@description('Also store the metrics of the account in the workspace.')
param platformMetrics bool

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('What is logged of blobs and tables, when asked for.')
var requestLogs = [
  {
    categoryGroup: 'allLogs'
    enabled: detailedLogs
  }
]

@description('How long deleted blobs and containers can be brought back. Tables have no such thing: docs/retention.md.')
var softDelete = {
  enabled: true
  days: 7
}

@description('The metrics that storage has.')
var metrics = [
  {
    category: 'Transaction'
    enabled: platformMetrics
  }
]

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateNetworking ? 'Deny' : 'Allow'
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: softDelete
    containerDeleteRetentionPolicy: softDelete
  }
}

resource deploymentContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = if (!empty(deploymentContainerName)) {
  parent: blobService
  name: deploymentContainerName
  properties: {
    publicAccess: 'None'
  }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-01-01' = [
  for table in tableNames: {
    parent: tableService
    name: table
  }
]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'keep'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds data that exists nowhere else. DELETE_LOCK of the deployment set this lock.'
  }
}

resource accountDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (platformMetrics) {
  name: 'to-log-analytics'
  scope: account
  properties: {
    workspaceId: workspaceId
    metrics: metrics
  }
}

resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (detailedLogs || platformMetrics) {
  name: 'to-log-analytics'
  scope: blobService
  properties: {
    workspaceId: workspaceId
    logs: requestLogs
    metrics: metrics
  }
}

resource tableDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (detailedLogs || platformMetrics) {
  name: 'to-log-analytics'
  scope: tableService
  properties: {
    workspaceId: workspaceId
    logs: requestLogs
    metrics: metrics
  }
}

@description('Resource id of the storage account.')
output id string = account.id
