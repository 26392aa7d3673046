// Wrong on purpose: a parameter that nothing uses is a mere warning by default, and an error by infra/bicepconfig.json.

@description('Nobody asks for this.')
param forgotten string
