-- The line of waiting tasks. A lane is one project's tasks of one priority and one kind in one queue, a sorted set by
-- their order; the line of a queue is the set of its lanes that are not empty. Who goes next: the highest priority, then
-- the project with the fewest tasks in work, then the one whose last turn is longest ago, then the order within it.
local function lane_key(queue, lane)
  return 'line:' .. queue .. ':' .. lane
end

local function enter(queue, lane, order, id)
  redis.call('SADD', 'line:' .. queue, lane)
  redis.call('ZADD', lane_key(queue, lane), order, id)
end

local function leave(queue, lane, id)
  redis.call('ZREM', lane_key(queue, lane), id)
  if redis.call('EXISTS', lane_key(queue, lane)) == 0 then redis.call('SREM', 'line:' .. queue, lane) end
end

local function begin(project, id)
  local newest = redis.call('ZREVRANGE', 'line:turns', 0, 0, 'WITHSCORES')
  redis.call('ZADD', 'line:turns', (tonumber(newest[2]) or 0) + 1, project)
  redis.call('SADD', 'line:working:' .. project, id)
end

-- Whether one place in the line comes before another, as far as it is known; nil while that is the same.
local function precedes(place, other)
  for n, value in ipairs(place) do
    if value ~= other[n] then return value < other[n] end
  end
end

local function comes_before(a, b)
  local sooner = precedes(a.place, b.place)
  if sooner == nil then return a.id < b.id end
  return sooner
end

-- The first of a lane that nobody is just taking on, and its order. Who takes one on holds its lease already.
local function head(queue, lane)
  local at, found = 0, nil
  repeat
    found = redis.call('ZRANGE', lane_key(queue, lane), at, at, 'WITHSCORES')
    at = at + 1
  until not found[1] or redis.call('EXISTS', 'lease:' .. found[1]) == 0
  return found
end

-- Id, project and lane of the task that is next in a queue, not of the projects and kinds that are passed over; nothing
-- while the line is held. `chosen` says by project what was chosen in this very step, as if it had been taken on.
local function first(queue, passed_over, chosen)
  if redis.call('EXISTS', 'line:holds') == 1 then return {} end
  local passed, best = {}, nil
  for _, name in ipairs(passed_over) do passed[name] = true end
  for _, lane in ipairs(redis.call('SMEMBERS', 'line:' .. queue)) do
    local priority, project, kind = string.match(lane, '^(-?%d+):(.-):(.*)$')
    if not (passed[project] or passed[kind]) then
      local just = chosen and chosen[project] or { count = 0 }
      local place = { -priority, redis.call('SCARD', 'line:working:' .. project) + just.count }
      place[3] = just.turn or tonumber(redis.call('ZSCORE', 'line:turns', project) or 0)
      if not best or precedes(place, best.place) ~= false then  -- into most lanes nobody needs to look
        local id, order = unpack(head(queue, lane))
        place[4] = tonumber(order)
        local candidate = { id = id, project = project, lane = lane, place = place }
        if id and (not best or comes_before(candidate, best)) then best = candidate end
      end
    end
  end
  return best and { best.id, best.project, best.lane } or {}
end
