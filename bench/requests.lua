-- Asks for the lines of a file in turn: path, tab, cookie, and for a form tab and the body's beginning, to which a form key is
-- added that no other request has. Prints what was measured in one line.
local requests, forms, at = {}, {}, 0
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local file = os.getenv("BENCH_REQUESTS")
  if not file then
    return
  end
  for line in io.lines(file) do
    local path, cookie, body = line:match("^([^\t]*)\t([^\t]*)\t?(.*)$")
    local headers = { ["Accept-Language"] = os.getenv("BENCH_READS"), ["Accept-Encoding"] = "gzip" }
    if cookie ~= "" then
      headers["Cookie"] = cookie
    end
    if body ~= "" then
      headers["Content-Type"] = "application/x-www-form-urlencoded"
      forms[#forms + 1] = { path, headers, body }
    else
      requests[#requests + 1] = wrk.format("GET", path, headers)
    end
  end
  at = number * math.floor((#requests + #forms) / 2)
  if #forms > 0 then
    local prefix = os.getenv("BENCH_NONCE") .. "-" .. number .. "-"
    request = function()
      at = at + 1
      local form = forms[at % #forms + 1]
      return wrk.format("POST", form[1], form[2], form[3] .. prefix .. at)
    end
  else
    request = function()
      at = at + 1
      return requests[at % #requests + 1]
    end
  end
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("MEASURED %d %d %d %d %d %d", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.timeout + e.status,
    latency:percentile(50), latency:percentile(99), latency.max))
end
