# Before azd makes anything: what must be set is set, and nothing contradicts. The template checks the rest.
# The same as preprovision.sh.
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

$accounts = Setting 'COPERNICA_ACCOUNTS' ''
$signature = Setting 'COPERNICA_SIGNATURE' 'Required'
$sku = Setting 'SERVICE_BUS_SKU' 'Standard'
$units = Setting 'SERVICE_BUS_MESSAGING_UNITS' '1'
$private = Setting 'PRIVATE_NETWORKING' 'false'

if ($accounts -eq '') {
    Refuse "COPERNICA_ACCOUNTS: missing; azd env set COPERNICA_ACCOUNTS account_1234, the account as Copernica's X-Copernica-ID names it."
}
elseif ($accounts -cnotmatch '^[a-z]+_[0-9]+(,[a-z]+_[0-9]+)*$') {
    Refuse "COPERNICA_ACCOUNTS: `"$accounts`" is no list of accounts; write account_1234, several separated by commas, without blanks."
}

if ($signature -cin 'Optional', 'Off') {
    [Console]::Error.WriteLine("COPERNICA_SIGNATURE: $signature lets in who is not Copernica; for tests only.")
}
elseif ($signature -cne 'Required') {
    Refuse "COPERNICA_SIGNATURE: `"$signature`" is unknown; write Required, Optional or Off."
}

if ($sku -cnotin 'Standard', 'Premium') {
    Refuse "SERVICE_BUS_SKU: `"$sku`" is unknown; write Standard or Premium."
}

if ($private -cnotin 'true', 'false') {
    Refuse "PRIVATE_NETWORKING: `"$private`" is neither; write true or false."
}
elseif ($private -ceq 'true' -and $sku -cne 'Premium') {
    Refuse 'PRIVATE_NETWORKING: a Standard Service Bus namespace has no private endpoints; azd env set SERVICE_BUS_SKU Premium, or azd env set PRIVATE_NETWORKING false.'
}

if ($sku -cne 'Premium' -and $units -cne '1') {
    Refuse 'SERVICE_BUS_MESSAGING_UNITS: a Standard Service Bus namespace has none; azd env set SERVICE_BUS_MESSAGING_UNITS 1, or azd env set SERVICE_BUS_SKU Premium.'
}

if ($script:faults -gt 0) {
    [Console]::Error.WriteLine('Nothing was made.')
    exit 1
}
