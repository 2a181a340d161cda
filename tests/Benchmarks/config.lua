-- wrk: each request asks for all features of another user, as an app does at its start.
-- usage: wrk -s config.lua URL -- KEY PATH
local thread_number = 0
function setup(thread)
  thread:set("first", thread_number * 1000003)
  thread_number = thread_number + 1
end

local countries = { "CH", "DE", "FR", "US", "JP", "BR", "IN", "NG" }
local user = 0
local key, path
function init(args)
  user, key, path = first, args[1], args[2]
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. key
end

function request()
  user = user + 1
  local country = countries[user % #countries + 1]
  local body = '{"context":{"targetingKey":"user-' .. user .. '","country":"' .. country ..
    '","platform":"ios","appVersion":"5.2.0"}}'
  return wrk.format(nil, path, nil, body)
end

local bad = 0
function response(status) if status ~= 200 then bad = bad + 1 end end

function done(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9), summary.bytes,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
