metadata description = 'Asks from outside whether the app lives, by the host that Copernica calls, and wakes an operator when it does not.'

import { Tags } from 'types.bicep'

@description('Location of the resources.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('Name of the availability test.')
param name string

@description('Name of the Application Insights component that keeps the results.')
param applicationInsightsName string

@description('The address that is asked.')
param url string

@description('Name of the action group.')
param actionGroupName string

@description('Where it is asked from, by the names that Azure gives these places: West Europe, North Europe, East US.')
var places = ['emea-nl-ams-azr', 'emea-gb-db3-azr', 'us-va-ash-azr']

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' existing = {
  name: actionGroupName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource test 'Microsoft.Insights/webtests@2022-06-15' = {
  name: name
  location: location
  // Without this tag the portal does not show the test.
  tags: union(tags, { 'hidden-link:${applicationInsights.id}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: name
    Name: name
    Enabled: true
    Kind: 'standard'
    // Each question wakes an instance that sleeps, and is paid for: docs/scale-and-cost.md.
    Frequency: 900
    Timeout: 60
    RetryEnabled: true
    Locations: [for place in places: { Id: place }]
    Request: {
      RequestUrl: url
      HttpVerb: 'GET'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}

resource unreachable 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'unreachable'
  location: 'global'
  tags: tags
  properties: {
    description: 'The app does not answer from outside: host name, certificate, platform or app. What to do: docs/operate.md#unreachable'
    enabled: true
    severity: 1
    scopes: [
      test.id
      applicationInsights.id
    ]
    windowSize: 'PT15M'
    evaluationFrequency: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: test.id
      componentId: applicationInsights.id
      failedLocationCount: 2
    }
    actions: [
      {
        actionGroupId: actions.id
      }
    ]
  }
}
