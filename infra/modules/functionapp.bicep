metadata description = 'The function app on a Flex Consumption plan, and its settings.'

import { AppSettings, Tags } from 'types.bicep'

@description('Location of the resources.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('Name of the function app.')
param name string

@description('Name of the plan.')
param planName string

@description('Resource id of the identity.')
param identityId string

@description('Client id of the identity.')
param identityClientId string

@description('Address of the container that holds the deployed package.')
param deploymentContainerUri string

@description('Memory of an instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('How many instances there may be at most.')
param maximumInstanceCount int

@description('How many HTTP calls an instance takes at once before another is added.')
param perInstanceConcurrency int

@description('Spread instances over the zones of the region.')
param zoneRedundant bool

@description('Service tags whose addresses may call the app. Empty, like the next, for everybody.')
param allowedServiceTags string[]

@description('Address ranges that may call the app.')
param allowedAddresses string[]

@description('How many instances always run for HTTP.')
param alwaysReadyInstances int

@description('How an update replaces running instances.')
@allowed(['Recreate', 'RollingUpdate'])
param siteUpdateStrategy string

@description('Subnet that outgoing traffic goes through; empty for none.')
param subnetId string

@description('Host name of the webhook, when it is not that of the function app.')
param webhookHostName string

@description('Settings of the app, besides the host name of the webhook.')
param settings AppSettings

@description('Also store the log of the Functions host, which Application Insights has too.')
param detailedLogs bool

@description('Also store the metrics of the app in the workspace.')
param platformMetrics bool

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Who may call the app, when not everybody may.')
var callers = concat(
  map(allowedServiceTags, serviceTag => { ipAddress: serviceTag, tag: 'ServiceTag' }),
  map(allowedAddresses, range => { ipAddress: range, tag: 'Default' })
)

@description('The prefix of every path.')
var routePrefix = loadJsonContent('../../host.json', 'extensions.http.routePrefix')

@description('The path of the webhook.')
var webhookPath = '${routePrefix}/failures'

@description('The host by which Copernica calls the app.')
var host = empty(webhookHostName) ? app.properties.defaultHostName : webhookHostName

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    // On Flex Consumption the certificate of a custom domain belongs to the app, which must be created with this set. The types of
    // Bicep 0.49.2 do not know it.
    #disable-next-line BCP037
    siteScopedCertificatesEnabled: true
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      // Microsoft documents it for 2024-11-01 and newer; the types of Bicep 0.49.2 do not have it.
      #disable-next-line BCP037
      siteUpdateStrategy: {
        type: siteUpdateStrategy
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
        triggers: {
          http: {
            perInstanceConcurrency: perInstanceConcurrency
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      // Not for the deployment site, which asks for an identity.
      scmIpSecurityRestrictionsUseMain: false
      ipSecurityRestrictionsDefaultAction: empty(callers) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: map(
        range(0, length(callers)),
        index => union(callers[index], { name: 'allowed-${index}', action: 'Allow', priority: 100 + index })
      )
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, {
    Copernica__Hosts: host
    AzureWebJobsStorage__clientId: identityClientId
    FailureTables__clientId: identityClientId
    FailureBus__clientId: identityClientId
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  })
}

// Nobody publishes with a user name and a password.
resource basicPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = [
  for kind in ['ftp', 'scm']: {
    parent: app
    name: any(kind)
    properties: {
      allow: false
    }
  }
]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (detailedLogs || platformMetrics) {
  name: 'to-log-analytics'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: detailedLogs
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

@description('Resource id of the function app.')
output id string = app.id

@description('URL of the webhook, without the function key.')
output webhookUrl string = 'https://${host}/${webhookPath}'

@description('URL that answers when the app lives, by the host that Copernica calls.')
output livenessUrl string = 'https://${host}/${routePrefix}/health/live'
