const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** When something happened, as people say it: `today at 14:32`, `on Monday at 09:10`, `on 3 March 2024 at 09:10`. */
export function momentWords(timestamp: string, now: Date): string {
  const moment = new Date(timestamp)
  return `${dayWords(moment, now)} at ${timeOfDay(moment)}`
}

/** The same as it follows “the state of”: `today at 14:32`, `Monday at 09:10`. */
export function momentName(timestamp: string, now: Date): string {
  return momentWords(timestamp, now).replace(/^on /, '')
}

/** The same where it stands alone: `Today at 14:32`, `Monday at 09:10`. */
export function momentHeading(timestamp: string, now: Date): string {
  const words = momentName(timestamp, now)
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** How long ago something was while that is easily counted, else when: `12 minutes ago`, `yesterday at 18:02`. */
export function agoWords(timestamp: string, now: Date): string {
  const passed = now.getTime() - new Date(timestamp).getTime()
  // A clock may have been set back since.
  if (passed < -MINUTE || passed >= 6 * HOUR) return momentWords(timestamp, now)
  if (passed < MINUTE) return 'just now'
  return passed < HOUR ? so(passed, MINUTE, 'minute') : so(passed, HOUR, 'hour')
}

/** When something was done that is done once a day or so: `20 minutes ago`, `this morning`, `yesterday`. */
export function partOfDayWords(timestamp: string, now: Date): string {
  const moment = new Date(timestamp)
  const passed = now.getTime() - moment.getTime()
  if (passed > -MINUTE && passed < HOUR) return agoWords(timestamp, now)
  if (startOfDay(moment) !== startOfDay(now)) return dayWords(moment, now)
  const hour = moment.getHours()
  return hour < 12 ? 'this morning' : hour < 18 ? 'this afternoon' : 'this evening'
}

function so(passed: number, unit: number, word: string): string {
  const many = Math.floor(passed / unit)
  return `${many} ${word}${many === 1 ? '' : 's'} ago`
}

function dayWords(moment: Date, now: Date): string {
  // Rounded, since a day on which the clocks change is an hour longer or shorter.
  const days = Math.round((startOfDay(now) - startOfDay(moment)) / DAY)
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  if (days > 1 && days < 7) return `on ${moment.toLocaleDateString('en-GB', { weekday: 'long' })}`
  const isThisYear = moment.getFullYear() === now.getFullYear()
  const date: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }
  return `on ${moment.toLocaleDateString('en-GB', date)}`
}

function timeOfDay(moment: Date): string {
  return [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** `07`, as it follows the minute of a moment. */
export function secondsOf(timestamp: string): string {
  return String(new Date(timestamp).getSeconds()).padStart(2, '0')
}

function startOfDay(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime()
}
