metadata description = 'The workbook that shows an operator what is going on. docs/operate.md says how to read it.'

import { Tags } from 'types.bicep'

@description('Location of the resources.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('Title of the workbook.')
param title string

@description('Name of the Log Analytics workspace, which the queries ask.')
param workspaceName string

@description('Name of the Service Bus namespace, whose subscriptions are shown.')
param serviceBusNamespaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusNamespaceName
}

@description('The workbook, with the namespace that it asks for the subscriptions.')
var content = json(replace(loadTextContent('../workbook/failures.workbook.json'), '{ServiceBusId}', serviceBus.id))

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'failures')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: title
    category: 'workbook'
    version: 'Notebook/1.0'
    sourceId: workspace.id
    serializedData: string(union(content, { fallbackResourceIds: [workspace.id] }))
  }
}
