#!/bin/bash
# Opens ports one by one with the AWS CLI. Ports that are open stay open: Open adds a rule, and Put replaces all of them.
# The exit code says what happened: 0 done, 1 failed, 3 no such instance.
set -uo pipefail

while IFS= read -r port; do
  error=$(aws lightsail open-instance-public-ports --endpoint-url "$AWS_ENDPOINT_URL" --cli-read-timeout 5 \
    --instance-name "$LIGHTSAIL_INSTANCE" --port-info "$port" 2>&1 >/dev/null) && continue
  echo "$error" >&2
  # The CLI prints the name of an error in brackets.
  [[ $error == *'(NotFoundException)'* ]] && exit 3
  exit 1
done < <(python3 -c 'import json, os; [print(json.dumps(port)) for port in json.loads(os.environ["LIGHTSAIL_PORTS"])]')
