using '../../main.bicep'

// Everything that the template refuses, at once.

param environmentName = 'contradictory'
param location = 'westeurope'
param copernicaAccounts = ['account_1234', '5678']
param webhookHostName = 'https://failures.example.com/api/failures'
param ownershipFiles = ['smtpeter-abcde=1a2b3c']
param alertEmail = 'operators'
param serviceBusSku = 'Standard'
param serviceBusMessagingUnits = 2
param maximumInstanceCount = 40
param alwaysReadyInstances = 41
param privateNetworking = true
param networkAddressPrefix = '10.60.0.0/26'
param storageSku = 'Standard_LRS'
param zoneRedundant = true
param allowedAddresses = ['203.0.113.7']
