const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/**
 * Write a partial date as a citation does: `2025-02-26` as "26 February 2025", `2025-02` as "February 2025".
 * Not Intl.DateTimeFormat: its wording differs between runtimes, and a brief is the same bytes everywhere.
 */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-')
  const name = months[Number(month) - 1]
  return [day === undefined ? undefined : String(Number(day)), name, year]
    .filter((part) => part !== undefined)
    .join(' ')
}
