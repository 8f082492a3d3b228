interface Clock {
  now: () => number
}

/** The clock is an argument, a local name is not a global, and a date made of a value is the same everywhere. */
export function stamp(Clock: Clock, process: string, timestamp: number) {
  const crypto = `${process} ${new Date(timestamp).toISOString()}`
  return `${crypto} ${Clock.now()} ${Math.max(1, 2)} ${'a'.localeCompare('b', 'en')} ${new Intl.NumberFormat('en').format(1)}`
}
