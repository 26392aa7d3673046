using '../../main.bicep'

// A header of a proxy, and no host that the proxy stands for.

param environmentName = 'contradictory'
param location = 'westeurope'
param copernicaAccounts = ['account_1234']
param hostHeader = 'X-Forwarded-Host'
