#!/usr/bin/env bash
# Opens ports with curl, which signs. Its argument names its habit, right or wrong.
set -euo pipefail

token=()
if [ -n "${AWS_SESSION_TOKEN:-}" ]; then token=(--header "x-amz-security-token: $AWS_SESSION_TOKEN"); fi

# The time that curl may take, and what it does about HTTP errors.
limit=(--max-time 3)
status=(--fail-with-body)

# The key is given by a file, so that no other user sees it among the processes.
send() {
  curl --silent --show-error "${limit[@]}" "${status[@]}" --aws-sigv4 "aws:amz:$AWS_REGION:lightsail" \
    --config <(echo "user = \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"") "${token[@]}" \
    --header 'content-type: application/x-amz-json-1.1' --header "x-amz-target: Lightsail_20161128.$1" \
    --data "$2" "$AWS_ENDPOINT_URL/"
}

# Tries again after throttling, 5xx and lost connections only.
send_again() {
  local tries=$1 attempt reply code
  shift
  for ((attempt = 1; ; attempt++)); do
    code=0
    reply=$(send "$@") || code=$?
    if [ "$code" -eq 0 ]; then
      echo "$reply"
      return
    fi
    echo "$reply" >&2
    if [ "$attempt" -ge "$tries" ]; then return 1; fi
    # curl has no reply, or only a part of it: another code than 22.
    if [ "$code" -eq 22 ] && ! grep -qE 'ThrottlingException|ServiceException|<html' <<<"$reply"; then return 1; fi
    sleep "0.$((attempt * 2))"
  done
}

check() { jq -e '.operation.status as $status | $status != null and $status != "Failed"' >/dev/null; }

open_each() {
  local rule body
  while read -r rule; do
    body=$(jq -cn --arg name "$LIGHTSAIL_INSTANCE" --argjson rule "$rule" '{instanceName: $name, portInfo: $rule}')
    send_again "$1" OpenInstancePublicPorts "$body" | check
  done < <(jq -c '.[]' <<<"$LIGHTSAIL_PORTS")
}

merge() {
  local states body
  states=$(send_again 3 GetInstancePortStates "{\"instanceName\":\"$LIGHTSAIL_INSTANCE\"}")
  body=$(jq -ce --arg name "$LIGHTSAIL_INSTANCE" --argjson wanted "$LIGHTSAIL_PORTS" '
    def ports: [.protocol, .fromPort, .toPort];
    if (.portStates | type) != "array" then error("The reply holds no port states") else . end
    | ($wanted | map(ports)) as $own
    | {instanceName: $name,
       portInfos: ([.portStates[] | del(.state) | select(ports as $ports | $own | index([$ports]) | not)] + $wanted)}
    ' <<<"$states")
  send_again 3 PutInstancePublicPorts "$body" | check
}

put_alone() {
  local body
  body=$(jq -cn --arg name "$LIGHTSAIL_INSTANCE" --argjson rules "$LIGHTSAIL_PORTS" '{instanceName: $name, portInfos: $rules}')
  send_again 3 PutInstancePublicPorts "$body" | check
}

ignore_status() {
  local rule body
  while read -r rule; do
    body=$(jq -cn --arg name "$LIGHTSAIL_INSTANCE" --argjson rule "$rule" '{instanceName: $name, portInfo: $rule}')
    send_again 3 OpenInstancePublicPorts "$body"
  done < <(jq -c '.[]' <<<"$LIGHTSAIL_PORTS")
}

case $1 in
opens-each) open_each 3 ;;
five-tries) open_each 5 ;;
merges) merge ;;
puts-alone) put_alone ;;
never-retries) open_each 1 ;;
# An error is a reply like any other to it.
ignores-status) status=() && ignore_status ;;
esac
