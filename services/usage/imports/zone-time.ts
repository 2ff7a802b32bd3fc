const day = 86_400_000

/** A time as a clock on the wall shows it, held as if the clock stood in UTC. */
type WallTime = number

/**
 * Local time of an IANA zone to UTC. Where the clock is turned back, a time that happens twice means its first pass; where it is put
 * forward, a time that does not exist is read with the offset from before the change (02:30 becomes 03:30). Temporal calls this
 * rule "compatible"; a CDR has nothing that could say more.
 */
export function zoneClock(zone: string): (wall: WallTime) => number {
  const offset = zoneOffset(zone)
  return (wall) => {
    // Asked at midnights, whose answers are remembered: a day of CDRs asks Intl once.
    const midnight = Math.floor(wall / day) * day
    const before = offset(midnight - day)
    const after = offset(midnight + 2 * day)
    if (before === after) return wall - before
    // The earlier instant of two, and in a gap the one that the offset before it gives: both are read with the offset that came first.
    if (offset(wall - before) === before) return wall - before
    return offset(wall - after) === after ? wall - after : wall - before
  }
}

/** Local time of a zone minus UTC, in milliseconds, at an instant. Offsets are remembered by the quarter of an hour, the finest step in use. */
export function zoneOffset(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const known = new Map<number, number>()
  return (instant) => {
    const quarter = Math.floor(instant / 900_000)
    let offset = known.get(quarter)
    if (offset === undefined) {
      if (known.size > 100_000) known.clear()
      const parts: Record<string, string> = {}
      for (const { type, value } of format.formatToParts(quarter * 900_000)) parts[type] = value
      const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year)
      const shown = Date.UTC(
        2000,
        Number(parts.month) - 1,
        Number(parts.day),
        Number(parts.hour),
        Number(parts.minute),
        Number(parts.second),
      )
      offset = new Date(shown).setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day)) - quarter * 900_000
      known.set(quarter, offset)
    }
    return offset
  }
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
