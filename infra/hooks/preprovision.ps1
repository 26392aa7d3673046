# Before azd makes anything: every variable has a value that the template takes (variables.tsv: name, kind, rule, hint), and
# nothing contradicts. The same as preprovision.sh.
$ErrorActionPreference = 'Stop'

$script:faults = 0

function Refuse([string] $text) {
    [Console]::Error.WriteLine($text)
    $script:faults++
}

function Setting([string] $name, [string] $default) {
    $value = [Environment]::GetEnvironmentVariable($name)
    if ([string]::IsNullOrEmpty($value)) { $default } else { $value }
}

foreach ($line in [IO.File]::ReadAllLines((Join-Path $PSScriptRoot 'variables.tsv'))) {
    $name, $kind, $rule, $hint = $line -split "`t"
    $value = Setting $name ''
    if ($value -ceq '') {
        if ($kind -ceq 'required') { Refuse "${name}: missing; $hint." }
        continue
    }
    $ok = switch ($kind) {
        'one' { $value -cin ($rule -split ',') }
        'number' { $least, $most = $rule -split ' '; $value -cmatch '^(0|[1-9][0-9]{0,3})$' -and [int] $value -ge [int] $least -and [int] $value -le [int] $most }
        default { $value -cmatch $rule }
    }
    if (-not $ok) { Refuse "${name}: `"$value`" is not valid; $hint." }
}

$sku = Setting 'SERVICE_BUS_SKU' 'Standard'
if ((Setting 'PRIVATE_NETWORKING' 'false') -ceq 'true' -and $sku -cne 'Premium') {
    Refuse 'PRIVATE_NETWORKING: a Standard Service Bus namespace has no private endpoints; azd env set SERVICE_BUS_SKU Premium, or azd env set PRIVATE_NETWORKING false.'
}
if ($sku -cne 'Premium' -and (Setting 'SERVICE_BUS_MESSAGING_UNITS' '1') -cne '1') {
    Refuse 'SERVICE_BUS_MESSAGING_UNITS: a Standard Service Bus namespace has none; azd env set SERVICE_BUS_MESSAGING_UNITS 1, or azd env set SERVICE_BUS_SKU Premium.'
}
if ((Setting 'ZONE_REDUNDANT' 'false') -ceq 'true' -and (Setting 'STORAGE_SKU' 'Standard_ZRS') -cin 'Standard_LRS', 'Standard_GRS') {
    Refuse 'ZONE_REDUNDANT: storage in one zone is lost with it; azd env set STORAGE_SKU Standard_ZRS, or azd env set ZONE_REDUNDANT false.'
}
$signature = Setting 'COPERNICA_SIGNATURE' 'Required'
if ($signature -cin 'Optional', 'Off') {
    [Console]::Error.WriteLine("COPERNICA_SIGNATURE: $signature lets in who is not Copernica; for tests only.")
}
if ((Setting 'ALLOWED_ADDRESSES' '') + (Setting 'ALLOWED_SERVICE_TAGS' '') -cne '') {
    [Console]::Error.WriteLine("ALLOWED_ADDRESSES: Copernica's addresses are not fixed; a call from a new one is refused, and lost.")
}

if ($script:faults -gt 0) {
    [Console]::Error.WriteLine('Nothing was made.')
    exit 1
}
