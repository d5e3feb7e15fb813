#!/bin/sh
# An instance from its creation to its deletion with the AWS CLI, as scripts do it. ENDPOINT is the service.
set -eu
folder=$1
ls() { aws lightsail --endpoint-url "$ENDPOINT" --output text "$@"; }
wait_for() { # name state: it polls, and the service's clock is moved on where a script would sleep
  until [ "$(ls get-instance-state --instance-name "$1" --query state.name)" = "$2" ]; do
    curl -sS -X POST "$ENDPOINT/_mock/clock" -H 'Content-Type: application/json' -d '{"advance":"30m"}' > /dev/null
  done
}

blueprint=$(ls get-blueprints --query "blueprints[?group=='ubuntu_24'].blueprintId | [0]")
bundle=$(ls get-bundles --query "sort_by(bundles[?isActive && publicIpv4AddressCount==\`1\` && supportedPlatforms[0]=='LINUX_UNIX'], &price)[0].bundleId")
ls create-key-pair --key-pair-name key-1 --query privateKeyBase64 > "$folder/key.pem"
chmod 600 "$folder/key.pem"
ssh-keygen -y -f "$folder/key.pem" > "$folder/key.pub"
ls import-key-pair --key-pair-name key-2 --public-key-base64 "$(cat "$folder/key.pub")" > /dev/null
ls download-default-key-pair --query privateKeyBase64 > "$folder/default.pem"
chmod 600 "$folder/default.pem"
ssh-keygen -l -f "$folder/default.pem"

ls create-instances --instance-names app-1 --availability-zone us-east-1a --blueprint-id "$blueprint" --bundle-id "$bundle" \
  --key-pair-name key-1 --user-data 'echo hello' --tags key=team,value=web > /dev/null
if ls put-instance-public-ports --instance-name app-1 --port-infos fromPort=443,toPort=443,protocol=tcp 2> "$folder/early"; then exit 9; fi
grep -q OperationFailureException "$folder/early"
wait_for app-1 running
ls put-instance-public-ports --instance-name app-1 --port-infos fromPort=443,toPort=443,protocol=tcp > /dev/null
ls allocate-static-ip --static-ip-name ip-1 > /dev/null
ls attach-static-ip --static-ip-name ip-1 --instance-name app-1 > /dev/null
[ "$(ls get-instance --instance-name app-1 --query instance.publicIpAddress)" = "$(ls get-static-ip --static-ip-name ip-1 --query staticIp.ipAddress)" ]
ls stop-instance --instance-name app-1 > /dev/null
wait_for app-1 stopped
ls start-instance --instance-name app-1 > /dev/null
wait_for app-1 running
ls tag-resource --resource-name app-1 --tags key=stage,value=test > /dev/null
ls get-instance-access-details --instance-name app-1 --query accessDetails.privateKey > "$folder/access.pem"
chmod 600 "$folder/access.pem"
ssh-keygen -y -f "$folder/access.pem" > /dev/null
ls get-instance-metric-data --instance-name app-1 --metric-name CPUUtilization --period 300 --unit Percent --statistics Average \
  --start-time 1769857200 --end-time 1769860800 --query metricName
ls get-active-names --query 'activeNames'
ls detach-static-ip --static-ip-name ip-1 > /dev/null
ls release-static-ip --static-ip-name ip-1 > /dev/null
ls delete-instance --instance-name app-1 --query 'operations[0].status'
ls delete-key-pair --key-pair-name key-1 > /dev/null
ls delete-key-pair --key-pair-name key-2 > /dev/null
ls get-active-names --query 'length(activeNames)'
