metadata description = 'A private endpoint of one service, with the DNS zone that makes the service\'s usual name lead to it.'

import { Tags } from 'types.bicep'

@description('Location of the resources.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('Name of the private endpoint.')
param name string

@description('Resource id of the service.')
param serviceId string

@description('The part of the service that is reached, such as blob, table or namespace.')
param groupId string

@description('Name of the private DNS zone.')
param zoneName string

@description('Resource id of the virtual network that resolves names by the zone.')
param networkId string

@description('Resource id of the subnet that the endpoint is in.')
param subnetId string

@description('Where DNS zones are: they have no region.')
var zoneLocation = 'global'

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: zoneLocation
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: 'to-app'
  location: zoneLocation
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: networkId
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: groupId
        properties: {
          privateLinkServiceId: serviceId
          groupIds: [
            groupId
          ]
        }
      }
    ]
  }
}

resource zoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-01-01' = {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: groupId
        properties: {
          privateDnsZoneId: zone.id
        }
      }
    ]
  }
}
