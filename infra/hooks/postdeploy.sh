#!/bin/sh
# After azd has published the app: where Copernica is to call, and how to get the key. The same as postdeploy.ps1.
set -eu

if [ -z "${WEBHOOK_URL:-}" ]; then
  echo "WEBHOOK_URL: missing; run azd provision first, which gives it." >&2
  exit 1
fi

cat <<TEXT

The webhook: $WEBHOOK_URL
Its key, made for Copernica alone, which the URL carries as ?code=…:
  az functionapp function keys set --resource-group $AZURE_RESOURCE_GROUP --name $FUNCTION_APP_NAME --function-name ReceiveFailure --key-name copernica --query value --output tsv
How to go on: docs/deploy.md, "Connect Copernica".
TEXT
