import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../../shared/contract/failure'
import type { SearchAnswer, SearchHit } from '../../../shared/model/search'
import { answered } from './answered'
import type { Call, Command } from './commands'
import { oneLine } from './excerpt-words'
import { UsageError } from './io'
import { limitOf } from './typed-values'

const MOST = 1000
/** How long a command waits for texts that have yet to be read for searching. */
const PATIENCE_MS = 60_000

const search: Command = {
  usage: 'search WORDS... [--limit N] [--frame]',
  says: 'look for words in texts, annotations and memos; -- goes before words that begin with a hyphen',
  options: { limit: { type: 'string' }, frame: { type: 'boolean' } },
  plan(typed) {
    const query = typed.words.join(' ')
    if (query.trim() === '') throw new UsageError('Name the words to look for.')
    const limit = limitOf(typed, { most: MOST, usual: 20 })
    const frame = typed.values['frame'] === true
    return {
      access: 'look',
      async run(call) {
        const answer = await completeAnswer(call, { query, limit, frame })
        const titles = new Map((await call('library.list', {})).map(({ id, title }) => [id, title]))
        return answered(answer, (shown) => {
          const hits = shown.hits.map((hit) => describe(hit, titles.get(hit.source) ?? hit.source))
          return [...shown.notices, ...hits, countWords(shown)].join('\n')
        })
      },
    }
  },
}

/** The answer once every source has been read: unlike a window, a command answers once. */
async function completeAnswer(
  call: Call,
  question: { readonly query: string; readonly limit: number; readonly frame: boolean },
): Promise<SearchAnswer> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const answer = await call('search.run', question)
    if (answer.missing === 0) return answer
    if (waited >= PATIENCE_MS)
      throw new Failure(
        'unavailable',
        `${answer.missing} texts have yet to be read for searching; try again in a while.`,
      )
    await pause(PAUSE_MS)
  }
}

const PAUSE_MS = 100

function describe(hit: SearchHit, title: string): string {
  const place = hit.kind === 'text' ? ` ${hit.start}-${hit.end}` : ''
  const kind = hit.kind === 'annotation' ? hit.taggedAs : hit.kind
  const id = hit.kind === 'annotation' ? hit.annotation : hit.source
  return `${id}  ${kind.padEnd(8)}  ${oneLine(title)}${place}\n          ${inBrackets(hit)}`
}

/** The snippet with what was found in brackets. */
function inBrackets({ snippet, marks }: SearchHit): string {
  return marks.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
    snippet,
  )
}

function countWords({ total, hits }: SearchAnswer): string {
  if (total === 0) return 'Nothing was found.'
  return total === hits.length ? `${total} found` : `${total} found, the best ${hits.length} above`
}

export const searchCommands: Readonly<Record<string, Command>> = { search }
