# After azd has published the app: does it live, is it ready, and how to go on. The first call also starts the timers, which
# can stop with a deployment (github.com/Azure/azure-functions-host/issues/11828). The same as postdeploy.sh.
$ErrorActionPreference = 'Stop'

if ([string]::IsNullOrEmpty($env:WEBHOOK_URL)) {
    [Console]::Error.WriteLine('WEBHOOK_URL: missing; run azd provision first, which gives it.')
    exit 1
}

function Seconds([string] $name, [int] $default) {
    $value = [Environment]::GetEnvironmentVariable($name)
    if ([string]::IsNullOrEmpty($value)) { $default } else { [int] $value }
}

$health = ($env:WEBHOOK_URL -replace '/failures$', '') + '/health'
$script:status = 0
$script:answer = ''

# Until it answers 200, or the time is over; the last status and answer are kept.
function Ask([string] $path, [int] $seconds, [string] $key) {
    $end = [DateTime]::UtcNow.AddSeconds($seconds)
    while ($true) {
        try {
            $response = Invoke-WebRequest -Uri "$health/$path" -Headers @{ 'x-functions-key' = $key } -TimeoutSec 30 -SkipHttpErrorCheck
            $script:status = [int] $response.StatusCode
            $script:answer = [Text.Encoding]::UTF8.GetString($response.RawContentStream.ToArray())
        }
        catch {
            $script:status = 0
            $script:answer = $_.Exception.Message
        }
        if ($script:status -eq 200) { return $true }
        if ([DateTime]::UtcNow -ge $end) { return $false }
        Start-Sleep -Seconds (Seconds 'PAUSE_SECONDS' 5)
    }
}

Write-Output 'Waiting for the app to answer …'
if (-not (Ask 'live' (Seconds 'LIVE_WITHIN_SECONDS' 180) '')) {
    [Console]::Error.WriteLine("live: the app does not answer; the last status was $script:status. docs/operate.md, `"unreachable`".")
    exit 1
}
Write-Output 'live: ok.'

# Role assignments take effect up to ten minutes after they are made.
$key = ''
# Not necessarily the one that az takes by itself.
$subscription = if ($env:AZURE_SUBSCRIPTION_ID) { '--subscription', $env:AZURE_SUBSCRIPTION_ID } else { @() }
try {
    $key = az functionapp function keys list --resource-group $env:AZURE_RESOURCE_GROUP --name $env:FUNCTION_APP_NAME --function-name CheckReadiness --query default --output tsv @subscription
}
catch {
    [Console]::Error.WriteLine($_.Exception.Message)
}
if ([string]::IsNullOrEmpty($key)) {
    [Console]::Error.WriteLine('ready: not checked, since az gives no function key; log in with az login, then azd deploy again, or check as in docs/deploy.md, "Check".')
}
elseif (Ask 'ready' (Seconds 'READY_WITHIN_SECONDS' 600) $key) {
    Write-Output 'ready: ok.'
}
else {
    [Console]::Error.WriteLine("ready: the app cannot do its job; the last status was $script:status. docs/operate.md, `"Health`".")
    [Console]::Error.WriteLine($script:answer)
    exit 1
}

Write-Output @"

The webhook: $env:WEBHOOK_URL
Its key, made for Copernica alone, which the URL carries as ?code=…, once it is made (docs/deploy.md, "Check"):
  az functionapp function keys list --resource-group $env:AZURE_RESOURCE_GROUP --name $env:FUNCTION_APP_NAME --function-name ReceiveFailure --query copernica --output tsv
How to go on: docs/deploy.md, "Connect Copernica". After an update: docs/operate.md, "Check what was missed".
"@
