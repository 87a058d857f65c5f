-- Prints what was measured in one line; nothing runs for each request.
function done(summary, latency)
  local e = summary.errors
  print(string.format("MEASURED %d %d %d %d %d %d", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.timeout + e.status,
    latency:percentile(50), latency:percentile(99), latency.max))
end
