# After azd has published the app: where Copernica is to call, and how to get the key. The same as postdeploy.sh.
$ErrorActionPreference = 'Stop'

if ([string]::IsNullOrEmpty($env:WEBHOOK_URL)) {
    [Console]::Error.WriteLine('WEBHOOK_URL: missing; run azd provision first, which gives it.')
    exit 1
}

Write-Output @"

The webhook: $env:WEBHOOK_URL
Its key, made for Copernica alone, which the URL carries as ?code=…:
  az functionapp function keys set --resource-group $env:AZURE_RESOURCE_GROUP --name $env:FUNCTION_APP_NAME --function-name ReceiveFailure --key-name copernica --query value --output tsv
How to go on: docs/deploy.md, "Connect Copernica".
"@
