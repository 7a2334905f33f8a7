-- Load for wrk: cycles through the requests of a file, each written as its headers, an empty line and its body.
-- Every answer is looked at: only status 200 without an `errors` member counts.
local requests = {}
local turn = 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  failed = 0
  sample = ''
  local headers = {}
  for line in io.lines(arguments[1]) do
    local name, value = line:match('^([%w-]+): (.*)$')
    if name then
      headers[name] = value
    elseif line ~= '' then
      table.insert(requests, wrk.format('POST', '/graphql', headers, line))
      headers = {}
    end
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function response(status, headers, body)
  if status ~= 200 or body:find('"errors":', 1, true) then
    failed = failed + 1
    sample = status .. ' ' .. body:sub(1, 300)
  end
end

function done(summary, latency, _)
  local failures = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  local text = ''
  for _, thread in ipairs(threads) do
    failures = failures + thread:get('failed')
    text = thread:get('sample')
  end
  io.write(string.format(
    'RESULT %d %d %d %d %d %d\nSAMPLE %s\n',
    summary.requests, summary.duration, summary.bytes, failures,
    latency:percentile(50), latency:percentile(99), text
  ))
end
