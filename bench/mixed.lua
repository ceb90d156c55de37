-- A town's ordinary day: nine requests of ten read, one promises. Words: a file of "token csrf",
-- a day, the number of wishes that can be promised, and a number that makes form keys new.
local counter = 0
local threads = 0
local people = {}
local pages = {"/", "/", "/", "/?category=category3", "/?text=%E5%8F%B0%E7%81%AF", "WISH", "WISH", "/issues", "/track"}

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do
    local token, csrf = line:match("(%S+) (%S+)")
    people[#people + 1] = {token = token, csrf = csrf}
  end
  day, wishes, run = args[2], tonumber(args[3]), args[4]
end

local function wish(turn)
  return string.format("/wishes/c%011d", (turn * 2 + number) % wishes + 1)
end

function request()
  local turn = counter
  counter = counter + 1
  local person = people[turn % #people + 1]
  local headers = {
    ["Accept-Language"] = "zh-CN,zh;q=0.9",
    ["Cookie"] = "wb_session=" .. person.token .. "; wb_device=bench"
  }
  if turn % 10 == 9 then
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    headers["Sec-Fetch-Site"] = "same-origin"
    local key = run .. "-" .. number .. "-" .. turn
    local body = "promised_on=" .. day .. "&_csrf=" .. person.csrf .. "&_key=" .. key
    return wrk.format("POST", wish(math.floor(turn / 10)) .. "/claims", headers, body)
  end
  if turn % 4 == 0 then headers["Cookie"] = nil end
  local page = pages[turn % #pages + 1]
  if page == "WISH" then page = wish(turn) end
  return wrk.format("GET", page, headers)
end

function done(summary, latency, requests)
  io.write(string.format("P95 %.3f ms\n", latency:percentile(95) / 1000))
  io.write(string.format("DONE %d requests\n", summary.requests))
end
