using '../../main.bicep'

// What stands failures best, without private networking: zones, locks, an account for the host, and restricted callers.

param environmentName = 'resilient'
param location = 'westeurope'
param copernicaAccounts = ['account_1234']

param siteUpdateStrategy = 'RollingUpdate'
param alwaysReadyInstances = 2
param perInstanceConcurrency = 32
param zoneRedundant = true
param coldStartWorkaround = true
param separateHostStorage = true
param deleteLock = true
param allowedServiceTags = ['AzureFrontDoor.Backend']
param allowedAddresses = ['203.0.113.7/32']
