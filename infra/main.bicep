metadata name = 'FailureFunctions'
metadata description = 'Everything that the app needs in Azure, in a resource group of its own. docs/deploy.md leads through it.'

targetScope = 'subscription'

import { AppSettings, Tags } from 'modules/types.bicep'

@description('Name of this deployment; the names of all resources come from it.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('Azure region of all resources. It must have the Flex Consumption plan: az functionapp list-flexconsumption-locations.')
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Name of the resource group, which is made. Empty for rg- and the name of the deployment.')
@maxLength(90)
param resourceGroupName string = ''

@description('Accounts whose notifications are taken, as Copernica\'s X-Copernica-ID names them: account_1234.')
@minLength(1)
param copernicaAccounts string[]

@description('What to do about signatures: Required, or, for tests only, Optional or Off.')
@allowed(['Required', 'Optional', 'Off'])
param copernicaSignature string = 'Required'

@description('Host name of the webhook\'s URL, when Copernica does not call the function app by its own: a custom domain, or a proxy. Without scheme and path.')
param webhookHostName string = ''

@description('Header in which your own proxy hands on the Host that Copernica called, such as X-Forwarded-Host. Empty for the Host header.')
param hostHeader string = ''

@description('How far the signed date of a notification may lie from now, hh:mm:ss.')
param maxClockSkew string = '00:05:00'

@description('IP addresses of the DNS servers that signing keys are looked up with, each with an optional port. Empty for those of Azure.')
param nameServers string[] = []

@description('Files that prove to Copernica that the host is yours, each as name=content: smtpeter-abcde.txt=1a2b3c.')
param ownershipFiles string[] = []

@description('What becomes of notifications of type delivery: Refuse, or ClearStrikes to let a delivery end the probation and strikes of its address.')
@allowed(['Refuse', 'ClearStrikes'])
param copernicaDeliveries string = 'Refuse'

@description('How long after a sweep for unpublished rows the next one starts, in days or d.hh:mm:ss. Empty for one day.')
param sweepInterval string = ''

@description('How old failures may become, in days or d.hh:mm:ss, before they are removed. Empty to keep them for ever.')
param retentionFailures string = ''

@description('How old rejected notifications may become, in days or d.hh:mm:ss, before they are removed. Empty for 30 days.')
param retentionRejectedNotifications string = ''

@description('How old rows of the suppression list that say nothing any longer may become, in days or d.hh:mm:ss, before they are removed. Empty to keep them for ever.')
param retentionSuppressions string = ''

@description('How long a first failure of an address that does not exist suppresses it, in days or d.hh:mm:ss. Empty for 7 days; 0 for until it is released.')
param suppressionProbation string = ''

@description('How much later a second such failure may be, at most, to confirm the first, in days or d.hh:mm:ss. Empty for 180 days.')
param suppressionRepeatWithin string = ''

@description('How long a disabled mailbox is suppressed, in days or d.hh:mm:ss. Empty for 90 days.')
param suppressionDisabledFor string = ''

@description('How many failures that may pass suppress an address, one for each day at most. Empty for 3.')
param suppressionStrikes string = ''

@description('How far apart the first and the last of these failures must be, in days or d.hh:mm:ss. Empty for 14 days.')
param suppressionStrikesSpan string = ''

@description('How far apart two of these failures in a row may be, in days or d.hh:mm:ss. Empty for 30 days.')
param suppressionStrikesGap string = ''

@description('Tier of the Service Bus namespace. Private networking needs Premium; docs/scale-and-cost.md says when the load does.')
@allowed(['Standard', 'Premium'])
param serviceBusSku string = 'Standard'

@description('Messaging units of a Premium namespace; 1 for a Standard one.')
@allowed([1, 2, 4, 8, 16])
param serviceBusMessagingUnits int = 1

@description('Redundancy of the storage account. Not every region has zones: take Standard_LRS where it has none.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Keep package and blobs of the Functions host in a storage account of their own, beside that of the tables.')
param separateHostStorage bool = false

@description('Keep anybody from deleting storage and Service Bus, until the locks are removed. Only an Owner can set them.')
param deleteLock bool = false

@description('Memory of an instance of the app, in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('How many instances of the app there may be at most.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('How many instances always run, which saves a cold start and is paid for by the hour.')
@minValue(0)
@maxValue(1000)
param alwaysReadyInstances int = 0

@description('How many calls an instance takes at once before another is added.')
@minValue(1)
@maxValue(1000)
param perInstanceConcurrency int = 16

@description('Spread instances over the zones of the region. The platform then keeps two always-ready instances for each group that scales alone, which are paid for: docs/scale-and-cost.md.')
param zoneRedundant bool = false

@description('Start instances without a prepared worker: slower, and the workaround when the app on .NET 10 ends with SIGSEGV (exit code 139) at start; github.com/Azure/azure-functions-dotnet-worker/issues/3335.')
param coldStartWorkaround bool = false

@description('Service tags of Azure whose addresses may call the app, such as AzureFrontDoor.Backend. Empty, like allowedAddresses, for everybody.')
param allowedServiceTags string[] = []

@description('Address ranges that may call the app, such as 203.0.113.7/32. Copernica publishes its addresses and says that they are not fixed: a call from a new one is refused, and lost.')
param allowedAddresses string[] = []

@description('How an update replaces running instances: Recreate ends calls in progress and pauses for seconds; RollingUpdate drains instances first, and is in preview.')
@allowed(['Recreate', 'RollingUpdate'])
param siteUpdateStrategy string = 'Recreate'

@description('Ask from outside whether the app lives, every 15 minutes from three places, with an alert.')
param availabilityTest bool = true

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Gigabytes of telemetry a day, after which no more is taken until the next day.')
@minValue(1)
@maxValue(1000)
param logDailyCapGb int = 1

@description('How many traces a second each instance exports. Metrics, log records and alerts do not depend on it.')
param tracesPerSecond string = '1'

@description('Address that alerts are mailed to; empty for none: they are then seen in the portal only.')
param alertEmail string = ''

@description('Also store a log row for every request to the storage account and for every line of the Functions host: for looking into trouble.')
param detailedLogs bool = false

@description('Also store the platform\'s metrics in the workspace. Alerts and workbook read them without that.')
param platformMetrics bool = false

@description('Reach storage and Service Bus through private endpoints only, and close both to public networks.')
param privateNetworking bool = false

@description('Address range of the virtual network of private networking, at least a /25.')
param networkAddressPrefix string = '10.60.0.0/24'

@description('The tables of the app.')
var tableNames = ['Failures', 'FailureOutbox', 'RejectedNotifications', 'Retention', 'Suppressions', 'SigningKeys', 'FailureLinks']

@description('The topic of failures.')
var topicName = 'email-failures'

@description('The topic of changes of the suppression list.')
var suppressionTopicName = 'email-suppressions'

@description('The subscription of the suppression list to the topic of failures.')
var suppressionSubscriptionName = 'suppression-list'

@description('How much a topic holds, in MB: the most on a Standard namespace.')
var topicMegabytes = 5120

@description('Parameters that contradict each other or cannot be right, each with its hint.')
var faults = filter(
  [
    privateNetworking && serviceBusSku != 'Premium'
      ? 'privateNetworking: a Standard Service Bus namespace has no private endpoints; set serviceBusSku to Premium, or privateNetworking to false.'
      : ''
    serviceBusMessagingUnits > 1 && serviceBusSku != 'Premium'
      ? 'serviceBusMessagingUnits: a Standard Service Bus namespace has no messaging units; set it to 1, or serviceBusSku to Premium.'
      : ''
    alwaysReadyInstances > maximumInstanceCount ? 'alwaysReadyInstances: more than maximumInstanceCount; set it to no more than that.' : ''
    privateNetworking && int(split(networkAddressPrefix, '/')[1]) > 25
      ? 'networkAddressPrefix: too small for two subnets of 64 addresses; write a range of /25 or larger, such as 10.60.0.0/24.'
      : ''
    !empty(filter(copernicaAccounts, account => length(split(account, '_')) != 2 || empty(last(split(account, '_')))))
      ? 'copernicaAccounts: write each as kind and number, such as account_1234.'
      : ''
    contains(webhookHostName, '/') || contains(webhookHostName, ' ') || contains(webhookHostName, '*')
      ? 'webhookHostName: write the host alone, without scheme and path, such as failures.example.com.'
      : ''
    !empty(hostHeader) && empty(webhookHostName)
      ? 'hostHeader: only a proxy hands on a host; set webhookHostName to the host that Copernica calls, or leave hostHeader empty.'
      : ''
    zoneRedundant && !endsWith(storageSku, 'ZRS')
      ? 'zoneRedundant: storage in one zone is lost with it; set storageSku to Standard_ZRS or Standard_GZRS, or zoneRedundant to false.'
      : ''
    !empty(filter(allowedAddresses, address => !contains(address, '/')))
      ? 'allowedAddresses: write each as a range, such as 203.0.113.7/32.'
      : ''
    !empty(filter(ownershipFiles, file => !contains(file, '.txt=')))
      ? 'ownershipFiles: write each as name=content, such as smtpeter-abcde.txt=1a2b3c.'
      : ''
    !empty(alertEmail) && (length(split(alertEmail, '@')) != 2 || contains(alertEmail, ' '))
      ? 'alertEmail: write one address, such as operators@example.com, or leave it empty.'
      : ''
  ],
  fault => !empty(fault)
)

@description('Tags of all resources. Without them nothing is made, so a fault stops the deployment before it starts.')
var tags Tags = empty(faults) ? { 'azd-env-name': environmentName } : fail(join(faults, ' '))

@description('Makes names unique among all of Azure.')
var token = uniqueString(subscription().id, environmentName, location)

@description('Names of the resources.')
var names = {
  actionGroup: 'ag-failures-${token}'
  availabilityTest: 'live-failures-${token}'
  applicationInsights: 'appi-failures-${token}'
  functionApp: 'func-failures-${token}'
  hostStorage: separateHostStorage ? 'sthost${token}' : 'stfailures${token}'
  identity: 'id-failures-${token}'
  network: 'vnet-failures-${token}'
  plan: 'plan-failures-${token}'
  serviceBus: 'sb-failures-${token}'
  storage: 'stfailures${token}'
  workspace: 'log-failures-${token}'
}

@description('Name of the container that holds the deployed package.')
var deploymentContainerName = 'app-package'

@description('Address of the blob service of the Functions host.')
var blobServiceUri = 'https://${names.hostStorage}.blob.${environment().suffixes.storage}'

@description('Settings from parameters that are given only when they say something.')
var optionalSettings = reduce(
  concat(
    empty(hostHeader) ? [] : [{ Copernica__HostHeader: hostHeader }],
    empty(nameServers) ? [] : [{ Copernica__NameServers: join(nameServers, ',') }],
    coldStartWorkaround ? [{ WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED: '0' }] : [],
    // The host logs the start and the end of every call, which spans and metrics have.
    detailedLogs ? [] : [{ AzureFunctionsJobHost__logging__logLevel__Function: 'Warning' }],
    copernicaDeliveries == 'Refuse' ? [] : [{ Copernica__Deliveries: copernicaDeliveries }],
    empty(sweepInterval) ? [] : [{ Recording__SweepInterval: sweepInterval }],
    empty(retentionFailures) ? [] : [{ Retention__Failures: retentionFailures }],
    empty(retentionRejectedNotifications) ? [] : [{ Retention__RejectedNotifications: retentionRejectedNotifications }],
    empty(retentionSuppressions) ? [] : [{ Retention__Suppressions: retentionSuppressions }],
    empty(suppressionProbation) ? [] : [{ Suppression__Probation: suppressionProbation }],
    empty(suppressionRepeatWithin) ? [] : [{ Suppression__RepeatWithin: suppressionRepeatWithin }],
    empty(suppressionDisabledFor) ? [] : [{ Suppression__DisabledFor: suppressionDisabledFor }],
    empty(suppressionStrikes) ? [] : [{ Suppression__Strikes: suppressionStrikes }],
    empty(suppressionStrikesSpan) ? [] : [{ Suppression__StrikesSpan: suppressionStrikesSpan }],
    empty(suppressionStrikesGap) ? [] : [{ Suppression__StrikesGap: suppressionStrikesGap }],
    map(range(0, length(ownershipFiles)), index => { 'Copernica__OwnershipFiles__${index}': ownershipFiles[index] })
  ),
  {},
  (all, setting) => union(all, setting)
)

@description('Settings of the app that are known before it is made; infra/modules/functionapp.bicep adds the others.')
var settings AppSettings = union(optionalSettings, {
  AzureWebJobsStorage__blobServiceUri: blobServiceUri
  AzureWebJobsStorage__credential: 'managedidentity'
  FailureTables__tableServiceUri: 'https://${names.storage}.table.${environment().suffixes.storage}'
  FailureTables__credential: 'managedidentity'
  FailureBus__fullyQualifiedNamespace: serviceBus.outputs.fullyQualifiedNamespace
  FailureBus__credential: 'managedidentity'
  Copernica__Accounts: join(copernicaAccounts, ',')
  Copernica__Signature: copernicaSignature
  Copernica__MaxClockSkew: maxClockSkew
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  OTEL_TRACES_SAMPLER: 'microsoft.rate_limited'
  OTEL_TRACES_SAMPLER_ARG: tracesPerSecond
})

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: names.workspace
    applicationInsightsName: names.applicationInsights
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    platformMetrics: platformMetrics
  }
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.identity
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.storage
    sku: storageSku
    tableNames: tableNames
    deploymentContainerName: separateHostStorage ? '' : deploymentContainerName
    deleteLock: deleteLock
    privateNetworking: privateNetworking
    detailedLogs: detailedLogs
    platformMetrics: platformMetrics
    workspaceId: monitoring.outputs.workspaceId
  }
}

module hostStorage 'modules/storage.bicep' = if (separateHostStorage) {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.hostStorage
    sku: storageSku
    tableNames: []
    deploymentContainerName: deploymentContainerName
    deleteLock: deleteLock
    privateNetworking: privateNetworking
    detailedLogs: detailedLogs
    platformMetrics: platformMetrics
    workspaceId: monitoring.outputs.workspaceId
  }
}

module serviceBus 'modules/servicebus.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.serviceBus
    topicName: topicName
    suppressionTopicName: suppressionTopicName
    suppressionSubscriptionName: suppressionSubscriptionName
    sku: serviceBusSku
    messagingUnits: serviceBusMessagingUnits
    topicMegabytes: topicMegabytes
    deleteLock: deleteLock
    platformMetrics: platformMetrics
    privateNetworking: privateNetworking
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    email: alertEmail
    workspaceName: names.workspace
    dailyCapGb: logDailyCapGb
    actionGroupName: names.actionGroup
  }
  dependsOn: [
    monitoring
  ]
}

module metricAlerts 'modules/metric-alerts.bicep' = {
  scope: group
  params: {
    tags: tags
    actionGroupName: names.actionGroup
    serviceBusNamespaceName: names.serviceBus
    topicNames: [topicName, suppressionTopicName]
    topicMegabytes: topicMegabytes
    storageAccountName: names.storage
    functionAppName: names.functionApp
  }
  dependsOn: [
    alerts
    functionApp
    serviceBus
    storage
  ]
}

module availability 'modules/availability.bicep' = if (availabilityTest) {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.availabilityTest
    applicationInsightsName: names.applicationInsights
    url: functionApp.outputs.livenessUrl
    actionGroupName: names.actionGroup
  }
  dependsOn: [
    alerts
  ]
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    title: 'Failures of ${environmentName}'
    workspaceName: names.workspace
    serviceBusNamespaceName: names.serviceBus
  }
  dependsOn: [
    monitoring
    serviceBus
  ]
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    principalId: identity.outputs.principalId
    identityName: names.identity
    storageAccountName: names.storage
    hostStorageAccountName: names.hostStorage
    tableNames: tableNames
    serviceBusNamespaceName: names.serviceBus
    topicName: topicName
    suppressionTopicName: suppressionTopicName
    suppressionSubscriptionName: suppressionSubscriptionName
    applicationInsightsName: names.applicationInsights
  }
  dependsOn: [
    monitoring
    serviceBus
    storage
    hostStorage
  ]
}

module network 'modules/network.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.network
    addressPrefix: networkAddressPrefix
    platformMetrics: platformMetrics
    workspaceId: monitoring.outputs.workspaceId
  }
}

module blobEndpoint 'modules/private-endpoint.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'pe-blob-${token}'
    serviceId: separateHostStorage ? hostStorage!.outputs.id : storage.outputs.id
    groupId: 'blob'
    zoneName: 'privatelink.blob.${environment().suffixes.storage}'
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
  }
}

// One after another: made in parallel in one network, private endpoints and their zones fail about one time in three.
module tableEndpoint 'modules/private-endpoint.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'pe-table-${token}'
    serviceId: storage.outputs.id
    groupId: 'table'
    zoneName: 'privatelink.table.${environment().suffixes.storage}'
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
  }
  dependsOn: [
    blobEndpoint
  ]
}

module busEndpoint 'modules/private-endpoint.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'pe-bus-${token}'
    serviceId: serviceBus.outputs.id
    groupId: 'namespace'
    zoneName: 'privatelink.servicebus.windows.net'
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
  }
  dependsOn: [
    tableEndpoint
  ]
}

module functionApp 'modules/functionapp.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.functionApp
    planName: names.plan
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    deploymentContainerUri: '${blobServiceUri}/${deploymentContainerName}'
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    perInstanceConcurrency: perInstanceConcurrency
    zoneRedundant: zoneRedundant
    allowedServiceTags: availabilityTest && !empty(concat(allowedServiceTags, allowedAddresses))
      ? union(allowedServiceTags, ['ApplicationInsightsAvailability'])
      : allowedServiceTags
    allowedAddresses: allowedAddresses
    siteUpdateStrategy: siteUpdateStrategy
    subnetId: privateNetworking ? network!.outputs.appSubnetId : ''
    webhookHostName: webhookHostName
    settings: settings
    detailedLogs: detailedLogs
    platformMetrics: platformMetrics
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [
    roles
    storage
    hostStorage
    busEndpoint
  ]
}

@description('URL of the webhook, without the function key.')
output WEBHOOK_URL string = functionApp.outputs.webhookUrl

@description('Name of the resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the function app.')
output FUNCTION_APP_NAME string = names.functionApp

@description('Name of the storage account with the tables.')
output STORAGE_ACCOUNT_NAME string = names.storage

@description('Host of the Service Bus namespace.')
output SERVICE_BUS_NAMESPACE string = serviceBus.outputs.fullyQualifiedNamespace

@description('Name of the Application Insights component.')
output APPLICATION_INSIGHTS_NAME string = names.applicationInsights

@description('Client id of the identity of the app.')
output IDENTITY_CLIENT_ID string = identity.outputs.clientId
