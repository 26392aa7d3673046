using 'main.bicep'

// Parameters from the environment: from that of azd (azd env set NAME VALUE), or that of the shell.
// The first three must be set; docs/deploy.md, "Parameters", has them all.

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param copernicaAccounts = split(readEnvironmentVariable('COPERNICA_ACCOUNTS'), ',')

param resourceGroupName = readEnvironmentVariable('AZURE_RESOURCE_GROUP_NAME', '')
param copernicaSignature = readEnvironmentVariable('COPERNICA_SIGNATURE', 'Required')
param webhookHostName = readEnvironmentVariable('WEBHOOK_HOST_NAME', '')
param hostHeader = readEnvironmentVariable('HOST_HEADER', '')
param maxClockSkew = readEnvironmentVariable('MAX_CLOCK_SKEW', '00:05:00')
param nameServers = filter(split(readEnvironmentVariable('NAME_SERVERS', ''), ','), server => !empty(server))
param ownershipFiles = filter(split(readEnvironmentVariable('OWNERSHIP_FILES', ''), ','), file => !empty(file))
param copernicaDeliveries = readEnvironmentVariable('COPERNICA_DELIVERIES', 'Refuse')
param retentionFailures = readEnvironmentVariable('RETENTION_FAILURES', '')
param sweepInterval = readEnvironmentVariable('SWEEP_INTERVAL', '')
param retentionRejectedNotifications = readEnvironmentVariable('RETENTION_REJECTED_NOTIFICATIONS', '')
param retentionSuppressions = readEnvironmentVariable('RETENTION_SUPPRESSIONS', '')

param suppressionProbation = readEnvironmentVariable('SUPPRESSION_PROBATION', '')
param suppressionRepeatWithin = readEnvironmentVariable('SUPPRESSION_REPEAT_WITHIN', '')
param suppressionDisabledFor = readEnvironmentVariable('SUPPRESSION_DISABLED_FOR', '')
param suppressionStrikes = readEnvironmentVariable('SUPPRESSION_STRIKES', '')
param suppressionStrikesSpan = readEnvironmentVariable('SUPPRESSION_STRIKES_SPAN', '')
param suppressionStrikesGap = readEnvironmentVariable('SUPPRESSION_STRIKES_GAP', '')

param serviceBusSku = readEnvironmentVariable('SERVICE_BUS_SKU', 'Standard')
param serviceBusMessagingUnits = json(readEnvironmentVariable('SERVICE_BUS_MESSAGING_UNITS', '1'))
param storageSku = readEnvironmentVariable('STORAGE_SKU', 'Standard_ZRS')
param separateHostStorage = bool(readEnvironmentVariable('SEPARATE_HOST_STORAGE', 'false'))
param deleteLock = bool(readEnvironmentVariable('DELETE_LOCK', 'false'))

param instanceMemoryMB = json(readEnvironmentVariable('INSTANCE_MEMORY_MB', '2048'))
param maximumInstanceCount = json(readEnvironmentVariable('MAXIMUM_INSTANCE_COUNT', '100'))
param alwaysReadyInstances = json(readEnvironmentVariable('ALWAYS_READY_INSTANCES', '0'))
param perInstanceConcurrency = json(readEnvironmentVariable('PER_INSTANCE_CONCURRENCY', '16'))
param zoneRedundant = bool(readEnvironmentVariable('ZONE_REDUNDANT', 'false'))
param coldStartWorkaround = bool(readEnvironmentVariable('COLD_START_WORKAROUND', 'false'))
param siteUpdateStrategy = readEnvironmentVariable('SITE_UPDATE_STRATEGY', 'Recreate')

param availabilityTest = bool(readEnvironmentVariable('AVAILABILITY_TEST', 'true'))
param logRetentionDays = json(readEnvironmentVariable('LOG_RETENTION_DAYS', '30'))
param logDailyCapGb = json(readEnvironmentVariable('LOG_DAILY_CAP_GB', '1'))
param tracesPerSecond = readEnvironmentVariable('TRACES_PER_SECOND', '1')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param detailedLogs = bool(readEnvironmentVariable('DETAILED_LOGS', 'false'))
param platformMetrics = bool(readEnvironmentVariable('PLATFORM_METRICS', 'false'))

param privateNetworking = bool(readEnvironmentVariable('PRIVATE_NETWORKING', 'false'))
param networkAddressPrefix = readEnvironmentVariable('NETWORK_ADDRESS_PREFIX', '10.60.0.0/24')

param allowedServiceTags = filter(split(readEnvironmentVariable('ALLOWED_SERVICE_TAGS', ''), ','), serviceTag => !empty(serviceTag))
param allowedAddresses = filter(split(readEnvironmentVariable('ALLOWED_ADDRESSES', ''), ','), range => !empty(range))
