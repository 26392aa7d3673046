#!/bin/sh
# Before azd makes anything: every variable has a value that the template takes (variables.tsv: name, kind, rule, hint), and
# nothing contradicts. The same as preprovision.ps1.
set -eu

faults=0

refuse() {
  echo "$1" >&2
  faults=$((faults + 1))
}

tab=$(printf '\t')
while IFS="$tab" read -r name kind rule hint; do
  eval "value=\${$name:-}"
  if [ -z "$value" ]; then
    [ "$kind" != required ] || refuse "$name: missing; $hint."
    continue
  fi
  case "$kind" in
    one) case ",$rule," in *",$value,"*) ok=true ;; *) ok=false ;; esac ;;
    number)
      ok=false
      case "$value" in
        *[!0-9]* | 0?* | ?????*) ;;
        *) if [ "$value" -ge "${rule% *}" ] && [ "$value" -le "${rule#* }" ]; then ok=true; fi ;;
      esac
      ;;
    *) if printf '%s\n' "$value" | grep -Eq -e "$rule"; then ok=true; else ok=false; fi ;;
  esac
  "$ok" || refuse "$name: \"$value\" is not valid; $hint."
done <"$(dirname "$0")/variables.tsv"

sku=${SERVICE_BUS_SKU:-Standard}
if [ "${PRIVATE_NETWORKING:-false}" = true ] && [ "$sku" != Premium ]; then
  refuse "PRIVATE_NETWORKING: a Standard Service Bus namespace has no private endpoints; azd env set SERVICE_BUS_SKU Premium, or azd env set PRIVATE_NETWORKING false."
fi
if [ "$sku" != Premium ] && [ "${SERVICE_BUS_MESSAGING_UNITS:-1}" != 1 ]; then
  refuse "SERVICE_BUS_MESSAGING_UNITS: a Standard Service Bus namespace has none; azd env set SERVICE_BUS_MESSAGING_UNITS 1, or azd env set SERVICE_BUS_SKU Premium."
fi
case "${ZONE_REDUNDANT:-false} ${STORAGE_SKU:-Standard_ZRS}" in
  "true Standard_LRS" | "true Standard_GRS")
    refuse "ZONE_REDUNDANT: storage in one zone is lost with it; azd env set STORAGE_SKU Standard_ZRS, or azd env set ZONE_REDUNDANT false."
    ;;
esac
case "${COPERNICA_SIGNATURE:-Required}" in
  Optional | Off) echo "COPERNICA_SIGNATURE: $COPERNICA_SIGNATURE lets in who is not Copernica; for tests only." >&2 ;;
esac
if [ -n "${ALLOWED_ADDRESSES:-}${ALLOWED_SERVICE_TAGS:-}" ]; then
  echo "ALLOWED_ADDRESSES: Copernica's addresses are not fixed; a call from a new one is refused, and lost." >&2
fi

[ "$faults" -eq 0 ] || { echo "Nothing was made." >&2; exit 1; }
