-- Count, append, wake: one step, so that sequence numbers have no holes and no event is told that is not in the log.
-- A log without a head is newly born: it gets the offered epoch, and a remnant of an older stream goes. What a worker
-- still says of a project that was deleted is dropped.
local function epoch_of(log, offered_epoch)
  if redis.call('ZSCORE', 'events:gone', log) then return false end
  local head = 'events:' .. log .. ':head'
  local epoch = redis.call('HGET', head, 'epoch')
  if epoch then return epoch end
  redis.call('DEL', 'events:' .. log .. ':stream')
  redis.call('HSET', head, 'epoch', offered_epoch, 'seq', 0)
  return offered_epoch
end

local function append(event, epoch, keep)
  local seq = string.format('%.0f', redis.call('HINCRBY', 'events:' .. event.log .. ':head', 'seq', 1))
  local id = epoch .. '-' .. seq
  local wire = '{"id":"' .. id .. '",' .. string.sub(event.body, 2)
  redis.call('HINCRBY', 'figures:events', event.type, 1)
  redis.call('XADD', 'events:' .. event.log .. ':stream', 'MAXLEN', '~', keep, seq .. '-0', 'event', wire)
  for _, channel in ipairs(event.channels) do
    redis.call('PUBLISH', channel, wire)
  end
  return id
end

local function append_all(events, offered_epoch, keep)
  local ids, epochs = {}, {}
  for _, event in ipairs(events) do
    local log = event.log
    if epochs[log] == nil then epochs[log] = epoch_of(log, offered_epoch) end
    if epochs[log] then ids[#ids + 1] = append(event, epochs[log], keep) end
  end
  return ids
end
