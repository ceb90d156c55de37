-- A page as a browser asks for it; words: the value of the Cookie header, or nothing.
function init(args)
  if args[1] and args[1] ~= "" then
    wrk.headers["Cookie"] = args[1]
  end
  wrk.headers["Accept-Language"] = "zh-CN,zh;q=0.9"
end

-- What wrk itself leaves out.
function done(summary, latency, requests)
  io.write(string.format("P95 %.3f ms\n", latency:percentile(95) / 1000))
end
