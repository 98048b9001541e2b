-- Write a task's record with its events in one step, if the record is still the one the caller read and the lease is
-- the caller's; without an expected record the lease alone counts, and what is written already counts as written. The
-- record's status alone decides whether the task stands in the line, is in work, or neither.
-- KEYS: record, lease, open tasks, the project's tasks. ARGV: change (JSON), epoch to offer, events kept.
local change = cjson.decode(ARGV[1])
local record, lease, open, index = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local left, entered = change.left, change.entered

local before = redis.call('GET', record) or ''
if change.expected ~= cjson.null and before ~= change.expected then return 'changed' end
local holder = redis.call('GET', lease) or ''
if change.needs == 'no lease' and holder ~= '' then return 'leased' end
if change.needs == 'own lease' and holder ~= change.token then return before == change.record and 'written' or 'lost' end

redis.call('SET', record, change.record)
if before == '' then redis.call('ZADD', index, change.score, change.id) end
if change.ended then
  redis.call('ZREM', open, change.id)
elseif before == '' then
  redis.call('ZADD', open, change.score, change.id)
end

if left then leave(left.queue, left.lane, change.id) end
if entered then enter(entered.queue, entered.lane, entered.order, change.id) end
redis.call(change.working and 'SADD' or 'SREM', 'tasks:working', change.id)
if not change.working and not (left and entered) then  -- what only moves in the line stays whose it is
  redis.call('SREM', 'line:working:' .. change.project, change.id)
  redis.call('DEL', lease)
elseif change.working and change.token ~= '' then
  if left then begin(change.project, change.id) end
  redis.call('SET', lease, change.token, 'PX', change.lease_ms)
end
append_all(change.events, ARGV[2], ARGV[3])
if change.lesson ~= cjson.null then
  redis.call('LPUSH', change.lesson[1], change.lesson[2])
  redis.call('LTRIM', change.lesson[1], 0, change.lesson[3] - 1)
end
if change.leaves ~= cjson.null then redis.call('ZADD', 'commits:wanted', 'NX', change.leaves, change.project) end
for _, figure in ipairs(change.figures) do
  redis.call('HINCRBYFLOAT', figure[1], figure[2], string.format('%.6f', figure[3]))
end
return 'written'
