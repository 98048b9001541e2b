-- Write a task's record with its events in one step, if the record is still the one the caller read and the lease is
-- the caller's. KEYS: record, lease, open tasks, the project's tasks. ARGV: change (JSON), epoch to offer, events kept.
local change = cjson.decode(ARGV[1])
local record, lease, open, index = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

if (redis.call('GET', record) or '') ~= change.expected then return 'changed' end
local holder = redis.call('GET', lease) or ''
if change.lease == 'absent' and holder ~= '' then return 'leased' end
if change.lease == 'held' and holder ~= change.token then return 'lost' end

redis.call('SET', record, change.record)
redis.call('ZADD', index, 'NX', change.score, change.id)
if change.ended then
  redis.call('ZREM', open, change.id)
  redis.call('DEL', lease)
else
  redis.call('ZADD', open, 'NX', change.score, change.id)
end
if change.lease == 'absent' and change.token ~= '' then
  redis.call('SET', lease, change.token, 'PX', change.lease_ms)
end
append_all(change.events, ARGV[2], ARGV[3])
return 'written'
