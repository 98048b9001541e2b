-- Count, append, wake: one step, so that sequence numbers have no holes and no event is told that is not in the log.
-- A log without a head is newly born: it gets the offered epoch, and a remnant of an older stream goes. What a worker
-- still says of a project that was deleted is dropped.
local function append(event, offered_epoch, keep)
  if redis.call('ZSCORE', 'events:gone', event.log) then return nil end
  local head, stream = 'events:' .. event.log .. ':head', 'events:' .. event.log .. ':stream'
  local epoch = redis.call('HGET', head, 'epoch')
  if not epoch then
    epoch = offered_epoch
    redis.call('DEL', stream)
    redis.call('HSET', head, 'epoch', epoch, 'seq', 0)
  end
  local seq = redis.call('HINCRBY', head, 'seq', 1)
  local id = epoch .. '-' .. string.format('%.0f', seq)
  local wire = '{"id":"' .. id .. '",' .. string.sub(event.body, 2)
  redis.call('HINCRBY', 'figures:events', event.type, 1)
  redis.call('XADD', stream, 'MAXLEN', '~', keep, string.format('%.0f', seq) .. '-0', 'event', wire)
  for _, channel in ipairs(event.channels) do
    redis.call('PUBLISH', channel, wire)
  end
  return id
end

local function append_all(events, offered_epoch, keep)
  local ids = {}
  for _, event in ipairs(events) do
    ids[#ids + 1] = append(event, offered_epoch, keep)
  end
  return ids
end
