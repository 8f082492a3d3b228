import { assertNever } from '../../shared/model/assert-never'
import type { ToldIncident } from '../../shared/model/health'
import { shortened } from '../../shared/model/shortened'
import { withoutPaths } from '../../shared/model/without-paths'
import { momentName } from './moment-words'

/** What was met in a file and what became of it, in a sentence that names the file as a person knows it. */
export function incidentWords(incident: ToldIncident, now: Date): string {
  if (incident.file === 'backups' && incident.kind === 'dangling')
    return incident.mended
      ? 'All that the backups name is there again.'
      : 'Of some backups not everything can be brought back.'
  return `${fileWords(incident)} ${whatBecame(incident, now)}.`
}

/** What the message of an incident says beyond `incidentWords` and beyond where what was found lies; empty for nothing. */
export function incidentDetails(incident: ToldIncident, now: Date): string {
  const told = new Set(wordsIn(incidentWords(incident, now)))
  const message = withoutPaths(inLocalTime(incident.message, now))
  // Clauses, with the sign that ends each.
  const [first = '', ...others] = message.split(/(?<=[;:.]) (?=\S)/)
  const [, why] = /\(([^()]*)\)/.exec(first) ?? []
  const said = wordsIn(first.replace(/\([^()]*\)/, ''))
  if (!said.every((word) => told.has(word))) return message
  const left = others.filter(
    (clause) => incident.keptAs === null || !/^what was found lies in /i.test(clause),
  )
  return [...(why === undefined ? [] : [`${why}.`]), left.join(' ')]
    .filter((part) => part !== '')
    .map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`)
    .join(' ')
}

/** What is said of a thing that is damaged is what was said of it then. */
function wordsIn(sentence: string): string[] {
  const own = sentence.replaceAll(/“[^”]*”|\bof a source\b/g, '').toLowerCase()
  return (own.match(/[\p{L}\p{N}:]+/gu) ?? []).map((word) => (word === 'is' ? 'was' : word.replace(/:$/, '')))
}

function fileWords({ file, title }: ToldIncident): string {
  const named = title === null ? null : `“${shortened(title, 40)}”`
  const [, words] = kinds.find(([pattern]) => pattern.test(file)) ?? []
  return words?.(named) ?? 'A file of the notebook'
}

const kinds: readonly (readonly [RegExp, (named: string | null) => string])[] = [
  [/^notebook\./, () => 'The title of the notebook'],
  [/^codebook\b/, () => 'The codebook'],
  [/^actors\b/, () => 'The list of actors'],
  [/^views\b/, () => 'The list of saved views'],
  [/^backups$/, () => 'A backup'],
  [/^redo\.json/, () => 'The note of a change that was cut short'],
  [/^(briefs|trash)\/b-/, (named) => (named === null ? 'A brief' : `The brief ${named}`)],
  [/\/annotations\//, (named) => `A file of annotations of ${named ?? 'a source'}`],
  [/\/source\b/, (named) => `The file with the details of ${named ?? 'a source'}`],
  [/\/v\d+[^/]*\.json/, (named) => `The text of ${named ?? 'a source'}`],
  [/\/v\d+[^/]*\.[^/]+$/, (named) => `The original file of ${named ?? 'a source'}`],
  [/^(sources|trash)\/s-/, (named) => named ?? 'A source'],
  [/^backups\//, () => 'A file of the backups'],
]

function whatBecame({ kind, message, mended }: ToldIncident, now: Date): string {
  switch (kind) {
    case 'damaged':
    case 'missing':
    case 'original-changed': {
      const met = noDamage.find(([pattern]) => pattern.test(message))?.[1] ?? metWords[kind]
      const back = /\bput back (as it was [^;.]*|from a backup)/.exec(message)?.[1]
      if (!mended) return met
      return `${met}, and ${back === undefined ? 'is whole again' : `was put back ${inLocalTime(back, now)}`}`
    }
    case 'older':
      return 'is in an earlier state than one that was saved; the later one is kept'
    case 'conflict-copy':
      if (/\bsays the same\b/.test(message)) return 'had a second copy that says the same, which lies aside'
      return mended
        ? 'was changed by another program; what it wrote is kept'
        : 'was changed by another program; what it wrote and what you had are both kept: choose one of the two'
    case 'dangling':
      return mended ? 'names only what is there, again' : 'names something that is not there'
    default:
      return assertNever(kind)
  }
}

const metWords = {
  damaged: 'was damaged',
  missing: 'was missing',
  'original-changed': 'was not the imported one any more',
} as const

/** What the store tells as damage though nothing is: by what its message says after the name of the file. */
const noDamage: readonly (readonly [RegExp, string])[] = [
  [
    /[)”] holds something that this version of Sourcebook does not know\b/,
    'holds something that this version of Sourcebook does not know; it was left as it is',
  ],
  [/[)”] could not be read\b/, 'could not be read; nothing was changed'],
]

/** A message of the store, whose times are those of Greenwich, with the times that a person's clock shows. */
export function inLocalTime(message: string, now: Date): string {
  return message.replaceAll(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (_, day: string, time: string) =>
    momentName(`${day}T${time}:00Z`, now),
  )
}
