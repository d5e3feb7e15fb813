#!/usr/bin/env bash
# Opens ports with the AWS CLI. Its argument names its habit, right or wrong.
set -euo pipefail

aws_lightsail() {
  aws lightsail --cli-read-timeout 3 --cli-connect-timeout 2 --output json "$@" --instance-name "$LIGHTSAIL_INSTANCE"
}

# Fails if the operation in a reply is missing, or has failed.
check() { jq -e '.operation.status as $status | $status != null and $status != "Failed"' >/dev/null; }

open_each() {
  local rule
  while read -r rule; do
    aws_lightsail open-instance-public-ports --port-info "$rule" | check
  done < <(jq -c '.[]' <<<"$LIGHTSAIL_PORTS")
}

merge() {
  local states rules
  states=$(aws_lightsail get-instance-port-states)
  rules=$(jq -ce --argjson wanted "$LIGHTSAIL_PORTS" '
    def ports: [.protocol, .fromPort, .toPort];
    if (.portStates | type) != "array" then error("The reply holds no port states") else . end
    | ($wanted | map(ports)) as $own
    | [.portStates[] | del(.state) | select(ports as $ports | $own | index([$ports]) | not)] + $wanted' <<<"$states")
  aws_lightsail put-instance-public-ports --port-infos "$rules" | check
}

case $1 in
opens-each) open_each ;;
merges) merge ;;
ignores-errors) open_each || true ;;
esac
