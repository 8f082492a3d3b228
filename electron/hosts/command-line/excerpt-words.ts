import type { AttributionChain, Hop } from '../../../shared/model/annotation'
import { dateOf } from '../../../shared/model/arrange-library'
import { balanced } from '../../../shared/model/balanced'
import { entriesOf } from '../../../shared/model/edit-codebook'
import type { SourceId } from '../../../shared/model/ids'
import { shortened } from '../../../shared/model/shortened'
import type { Call } from './commands'

/** What ids are called. */
export type Names = {
  /** An entry of the codebook; `none` where there is no id. */
  readonly entry: (id: string | null, none: string) => string
  /** Who published it, else the beginning of its title. */
  readonly source: (id: SourceId) => string
  readonly sourceDate: (id: SourceId) => string
}

/** What the ids of the notebook are called today. */
export async function namesOf(call: Call): Promise<Names> {
  const entries = new Map<string, string>(
    entriesOf(await call('codebook.get', {})).map(({ id, name }) => [id, oneLine(name)]),
  )
  const sources = new Map((await call('library.list', {})).map((source) => [source.id, source]))
  return {
    entry: (id, none) => (id === null ? none : (entries.get(id) ?? id)),
    source: (id) => shortened(sources.get(id)?.outlet ?? sources.get(id)?.title ?? id, LONGEST_NAME),
    sourceDate: (id) => {
      const source = sources.get(id)
      return (source && dateOf(source)) ?? ''
    },
  }
}

/** A headline beside each of its passages would leave no room for them. */
const LONGEST_NAME = 40

/** Who knows: the last one of a chain. */
export function speakerIn(chain: AttributionChain, names: Names): string {
  const last = chain.at(-1)
  return last === undefined ? '' : hopWords(last, names)
}

/** From the outlet to who knows. */
export function chainIn(chain: AttributionChain, names: Names): string {
  return chain.map((hop) => hopWords(hop, names)).join(' → ')
}

function hopWords({ actor, asWritten, anonymous }: Hop, names: Names): string {
  return names.entry(actor, oneLine(asWritten)) + (anonymous ? ' (anonymous)' : '')
}

/** The words of a text, on one line and not too many. */
export function quoted(excerpt: string): string {
  return `“${shortened(oneLine(excerpt), 90)}”`
}

/** So many of something. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** A wording on one line, without signs that a terminal would obey, and without one that turns what stands behind it. */
export function oneLine(text: string): string {
  return balanced(text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
}
