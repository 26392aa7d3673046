#!/bin/sh
# After azd has published the app: does it live, is it ready, and how to go on. The first call also starts the timers, which
# can stop with a deployment (github.com/Azure/azure-functions-host/issues/11828). The same as postdeploy.ps1.
set -eu

if [ -z "${WEBHOOK_URL:-}" ]; then
  echo "WEBHOOK_URL: missing; run azd provision first, which gives it." >&2
  exit 1
fi

health=${WEBHOOK_URL%/failures}/health
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
key=

# ask PATH SECONDS: until it answers 200, or the time is over; the last status is in $status.
ask() {
  end=$(($(date +%s) + $2))
  while :; do
    status=$(printf 'header = "x-functions-key: %s"\n' "$key" |
      curl --silent --config - --max-time 30 --output "$answer" --write-out '%{http_code}' "$health/$1") || true
    [ "$status" != 200 ] || return 0
    [ "$(date +%s)" -lt "$end" ] || return 1
    sleep "${PAUSE_SECONDS:-5}"
  done
}

echo "Waiting for the app to answer …"
if ! ask live "${LIVE_WITHIN_SECONDS:-180}"; then
  echo "live: the app does not answer; the last status was $status. docs/operate.md, \"unreachable\"." >&2
  exit 1
fi
echo "live: ok."

# Role assignments take effect up to ten minutes after they are made.
key=$(az functionapp function keys list --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" --function-name CheckReadiness --query default --output tsv ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"}) || key=
if [ -z "$key" ]; then
  echo "ready: not checked, since az gives no function key; log in with az login, then azd deploy again, or check as in docs/deploy.md, \"Check\"." >&2
elif ask ready "${READY_WITHIN_SECONDS:-600}"; then
  echo "ready: ok."
else
  echo "ready: the app cannot do its job; the last status was $status. docs/operate.md, \"Health\"." >&2
  cat "$answer" >&2
  exit 1
fi

cat <<TEXT

The webhook: $WEBHOOK_URL
Its key, made for Copernica alone, which the URL carries as ?code=…, once it is made (docs/deploy.md, "Check"):
  az functionapp function keys list --resource-group $AZURE_RESOURCE_GROUP --name $FUNCTION_APP_NAME --function-name ReceiveFailure --query copernica --output tsv
How to go on: docs/deploy.md, "Connect Copernica". After an update: docs/operate.md, "Check what was missed".
TEXT
