// One variant of a week, indexed so that what there is at any moment is found without going through the week: by the hour it lies in and by
// sorted times. Times are seconds from Monday 00:00.

export const HOUR = 3600;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
const HOURS = WEEK / HOUR;
const NEVER = Infinity;

const times = (column) => Float64Array.from(column, (value) => value ?? NEVER);

/** How many of a sorted list are at `time` or before. */
export function upTo(sorted, time) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of a list that lie in the week, in order. */
const inWeek = (list) => Float64Array.from(list.filter((time) => time >= 0 && time < WEEK)).sort();

/** Numbers of what has a time in the week, in the order of their times: { at, of }. */
function ordered(list) {
  const of = Array.from(list.keys()).filter((number) => list[number] > -DAY && list[number] < NEVER);
  of.sort((a, b) => list[a] - list[b]);
  return { at: Float64Array.from(of, (number) => list[number]), of };
}

/** Waiting messages when each hour begins, and the first message that enters after that. */
function hourly(entered, waitsUntil) {
  const snapshots = [];
  let [there, next] = [[], 0];
  for (let hour = 0; hour < HOURS; hour += 1) {
    const now = hour * HOUR;
    const came = [];
    while (next < entered.length && entered[next] <= now) came.push(next++);
    there = [...there, ...came].filter((number) => waitsUntil[number] > now);
    snapshots.push({ waiting: there, next });
  }
  return snapshots;
}

export function indexed(variant) {
  const { conversations: all, messages } = variant;
  const entered = times(messages.entered);
  const taken = times(messages.taken);
  const left = times(messages.left);
  const waitsUntil = taken.map((at, number) => Math.min(at, left[number]));
  const answered = times(all.answered);
  const due = times(all.due);
  const noise = (number) => (all.mark[number] & 4) !== 0;
  // A reply after the first answer is late for nothing.
  const lateFrom = Float64Array.from(messages.of, (of, number) => (all.late[of] && answered[of] > entered[number] ? due[of] : NEVER));
  const kind = Uint8Array.from(messages.of, (of) => (noise(of) ? 2 : all.channel[of] === 1 ? 1 : 0));
  const team = Int16Array.from(messages.team, (number) => number ?? -1);
  const opened = all.opened.filter((_, number) => !noise(number));
  const changes = [...entered, ...taken, ...left, ...times(all.phoned), ...times(all.gave_up)];
  const gone = all.phoned.map((at, number) => Math.min(at ?? NEVER, all.gave_up[number] ?? NEVER));
  const week = {
    name: variant.name,
    teams: variant.teams,
    people: variant.people,
    open: variant.open,
    agreement: variant.agreement,
    entered,
    taken,
    left,
    waitsUntil,
    lateFrom,
    kind,
    team,
    sorted: {
      arrived: inWeek(opened),
      answered: inWeek([...answered]),
      late: inWeek([...due].filter((_, number) => all.late[number])),
      phoned: inWeek([...times(all.phoned)]),
      gave_up: inWeek([...times(all.gave_up)]),
    },
    /** For what is on its way at a moment. */
    leaving: ordered(waitsUntil),
    posted: ordered(left),
    gone: ordered(gone),
    events: inWeek(changes),
    snapshots: hourly(entered, waitsUntil),
  };
  week.most = Math.max(1, ...Array.from({ length: HOURS * 2 }, (_, half) => waiting(week, (half * HOUR) / 2).length));
  return week;
}

/** Numbers of the messages that wait at a moment, the oldest first. */
export function waiting(week, time) {
  const { waiting: before, next } = week.snapshots[Math.min(HOURS - 1, Math.floor(time / HOUR))];
  const there = before.filter((number) => week.waitsUntil[number] > time);
  for (let number = next; number < week.entered.length && week.entered[number] <= time; number += 1) {
    if (week.waitsUntil[number] > time) there.push(number);
  }
  return there;
}

/** Those of `ordered` whose time lies in (from, to]. */
export const between = ({ at, of }, from, to) => of.slice(upTo(at, from), upTo(at, to));

/** People of a team at a moment: { duty, away, busy }. */
export function atWork(week, team, time) {
  const steps = week.people[team];
  const step = upTo(steps.at, time) - 1;
  if (step < 0) return { duty: 0, away: 0, busy: 0 };
  return { duty: steps.on_duty[step], away: steps.away[step], busy: steps.busy[step] };
}

/** All teams together. */
export function allAtWork(week, time) {
  const sum = { duty: 0, away: 0, busy: 0 };
  week.teams.forEach((_, team) => {
    const there = atWork(week, team, time);
    for (const what of Object.keys(sum)) sum[what] += there[what];
  });
  return sum;
}

/** The counters at a moment. */
export function counted(week, time) {
  const there = waiting(week, time);
  const since = (name) => upTo(week.sorted[name], time);
  return {
    waiting: there.length,
    overdue: there.filter((number) => week.lateFrom[number] < time).length,
    oldest: there.length ? time - week.entered[there[0]] : null,
    arrived: since("arrived"),
    answered: since("answered"),
    late: since("late"),
    phoned: since("phoned"),
    gave_up: since("gave_up"),
  };
}

/** What happened from one moment until another, and the most that waited at a full quarter of an hour. */
export function span(week, from, to) {
  const within = (name) => upTo(week.sorted[name], to - 1e-6) - upTo(week.sorted[name], from - 1e-6);
  let most = 0;
  for (let time = from; time < to; time += HOUR / 4) most = Math.max(most, waiting(week, time).length);
  return { arrived: within("arrived"), answered: within("answered"), late: within("late"), phoned: within("phoned"), gave_up: within("gave_up"), most };
}

/** Just before the first people of the week come, or the first published hour begins. */
export function morning(week) {
  const begins = week.people.flatMap((steps) => steps.at.filter((_, step) => step > 0 && steps.on_duty[step] > steps.on_duty[step - 1]));
  const first = Math.min(...begins, ...week.open.map(([from]) => from).filter((from) => from > 0), DAY);
  // The minute before: all that the night left is there.
  return first < DAY ? Math.max(0, first - 60) : 0;
}
