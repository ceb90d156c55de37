-- Claims: each request is another person on another wish; words: a file of "token csrf", a day.
local counter = 0
local threads = 0
local people = {}

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do
    local token, csrf = line:match("(%S+) (%S+)")
    people[#people + 1] = {token = token, csrf = csrf}
  end
  day, run, path = args[2], args[3], args[4]
end

function request()
  local person = people[counter % #people + 1]
  local wish = math.floor(counter / #people) * 2 + number + 1 + tonumber(run) * 2000
  local key = run .. "-" .. number .. "-" .. counter
  local at = path:gsub("WISH", string.format("c%011d", wish)):gsub("PERSON", counter % #people + 1)
  counter = counter + 1
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Sec-Fetch-Site"] = "same-origin",
    ["Cookie"] = "wb_session=" .. person.token .. "; wb_device=bench"
  }
  local body = "promised_on=" .. day .. "&_csrf=" .. person.csrf .. "&_key=" .. key
  return wrk.format("POST", at, headers, body)
end
