#!/bin/sh
# Before azd makes anything: what must be set is set, and nothing contradicts. The template checks the rest.
# The same as preprovision.ps1.
set -eu

faults=0

refuse() {
  echo "$1" >&2
  faults=$((faults + 1))
}

case "${COPERNICA_ACCOUNTS:-}" in
  "") refuse "COPERNICA_ACCOUNTS: missing; azd env set COPERNICA_ACCOUNTS account_1234, the account as Copernica's X-Copernica-ID names it." ;;
  *)
    if ! printf '%s\n' "$COPERNICA_ACCOUNTS" | grep -Eq '^[a-z]+_[0-9]+(,[a-z]+_[0-9]+)*$'; then
      refuse "COPERNICA_ACCOUNTS: \"$COPERNICA_ACCOUNTS\" is no list of accounts; write account_1234, several separated by commas, without blanks."
    fi
    ;;
esac

case "${COPERNICA_SIGNATURE:-Required}" in
  Required) ;;
  Optional | Off) echo "COPERNICA_SIGNATURE: $COPERNICA_SIGNATURE lets in who is not Copernica; for tests only." >&2 ;;
  *) refuse "COPERNICA_SIGNATURE: \"$COPERNICA_SIGNATURE\" is unknown; write Required, Optional or Off." ;;
esac

case "${SERVICE_BUS_SKU:-Standard}" in
  Standard | Premium) ;;
  *) refuse "SERVICE_BUS_SKU: \"$SERVICE_BUS_SKU\" is unknown; write Standard or Premium." ;;
esac

case "${PRIVATE_NETWORKING:-false}" in
  false) ;;
  true)
    if [ "${SERVICE_BUS_SKU:-Standard}" != Premium ]; then
      refuse "PRIVATE_NETWORKING: a Standard Service Bus namespace has no private endpoints; azd env set SERVICE_BUS_SKU Premium, or azd env set PRIVATE_NETWORKING false."
    fi
    ;;
  *) refuse "PRIVATE_NETWORKING: \"$PRIVATE_NETWORKING\" is neither; write true or false." ;;
esac

if [ "${SERVICE_BUS_SKU:-Standard}" != Premium ] && [ "${SERVICE_BUS_MESSAGING_UNITS:-1}" != 1 ]; then
  refuse "SERVICE_BUS_MESSAGING_UNITS: a Standard Service Bus namespace has none; azd env set SERVICE_BUS_MESSAGING_UNITS 1, or azd env set SERVICE_BUS_SKU Premium."
fi

[ "$faults" -eq 0 ] || { echo "Nothing was made." >&2; exit 1; }
