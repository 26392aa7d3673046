// Wrong on purpose, and nothing that the linter minds: storage and bus that are reached by keys.

@description('Location of the resources.')
param location string

@description('Name of the storage account.')
param accountName string

@description('Name of the bus.')
param busName string

@description('Name of the app.')
param appName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowSharedKeyAccess: true
  }
}

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: busName
  location: location
  sku: {
    name: 'Standard'
  }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  name: '${appName}/appsettings'
  properties: {
    FailureBus: bus.name
    FailureTables: 'DefaultEndpointsProtocol=https;AccountName=${account.name};AccountKey=${account.listKeys().keys[0].value}'
  }
}
