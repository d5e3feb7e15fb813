-- Puts of three rules for wrk. Each has another port and another invocation id, so that no two requests are equal.
local count = 0
wrk.method = "POST"
wrk.headers["content-type"] = "application/x-amz-json-1.1"
wrk.headers["x-amz-target"] = "Lightsail_20161128.PutInstancePublicPorts"
wrk.headers["amz-sdk-request"] = "attempt=1; max=3"
wrk.headers["x-amz-date"] = "20260131T120000Z"
wrk.headers["authorization"] = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260131/us-east-1/lightsail/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" .. string.rep("0", 64)

function request()
  count = count + 1
  local port = 1024 + count % 60000
  wrk.headers["amz-sdk-invocation-id"] = string.format("00000000-0000-4000-8000-%012x", count)
  return wrk.format(nil, nil, nil, string.format(
    '{"instanceName":"web-1","portInfos":[{"fromPort":22,"toPort":22,"protocol":"tcp","cidrs":["203.0.113.7/32"]},{"fromPort":80,"toPort":80,"protocol":"tcp"},{"fromPort":%d,"toPort":%d,"protocol":"tcp","cidrs":["0.0.0.0/0"],"ipv6Cidrs":["::/0"]}]}',
    port, port))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(99)))
end
