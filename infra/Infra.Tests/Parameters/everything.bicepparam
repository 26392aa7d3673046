using '../../main.bicep'

// Every option at once: what a deployment with private networking looks like.

param environmentName = 'everything'
param location = 'westeurope'
param copernicaAccounts = ['account_1234', 'environment_5678']

param webhookHostName = 'failures.example.com'
param hostHeader = 'X-Forwarded-Host'
param maxClockSkew = '00:10:00'
param nameServers = ['10.0.0.4', '10.0.0.5:5353']
param ownershipFiles = ['smtpeter-abcde.txt=1a2b3c', 'smtpeter-fghij.txt=4d5e6f']
param copernicaDeliveries = 'ClearStrikes'
param retentionFailures = '365'
param sweepInterval = '7'
param retentionRejectedNotifications = '90'
param retentionSuppressions = '730'
param suppressionProbation = '5'
param suppressionRepeatWithin = '90'
param suppressionDisabledFor = '60'
param suppressionStrikes = '4'
param suppressionStrikesSpan = '21'
param suppressionStrikesGap = '14'

param serviceBusSku = 'Premium'
param serviceBusMessagingUnits = 2
param storageSku = 'Standard_GZRS'
param instanceMemoryMB = 4096
param maximumInstanceCount = 1000
param alwaysReadyInstances = 2
param siteUpdateStrategy = 'RollingUpdate'
param logRetentionDays = 90
param logDailyCapGb = 10
param tracesPerSecond = '0.5'
param alertEmail = 'operators@example.com'
param detailedLogs = true
param platformMetrics = true
param privateNetworking = true
