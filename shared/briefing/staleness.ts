import { type Annotation, excerptOf } from '../model/annotation'
import type { BriefLive, LiveCell, LiveContent, SeenPassage } from '../model/brief'
import { fingerprint } from './fingerprint'

type LiveBlock = BriefLive['attrs']

/** How what a brief prints stands to what the notebook says now. What its author declined is fresh until it changes again. */
export type Freshness<Content> =
  | { readonly status: 'fresh' }
  | { readonly status: 'stale'; readonly old: Content; readonly new: Content }

export type PassageFreshness = Freshness<string> | { readonly status: 'deleted' }

/** How the words of a passage stand to its annotation; null for one that is not in the notebook any more. */
export function passageFreshness(seen: SeenPassage, annotation: Annotation | null): PassageFreshness {
  if (annotation === null) return { status: 'deleted' }
  const words = excerptOf(annotation.target)
  if (words === seen.exact || fingerprint(words) === seen.declined) return { status: 'fresh' }
  return { status: 'stale', old: seen.exact, new: words }
}

/** How a live block stands to `liveContent` of its question. One that was never shown has nothing to be stale. */
export function liveFreshness({ seen, declined }: LiveBlock, now: LiveContent): Freshness<LiveContent> {
  if (seen === null) return { status: 'fresh' }
  const present = fingerprint(now)
  if (present === fingerprint(seen) || present === declined) return { status: 'fresh' }
  return { status: 'stale', old: seen, new: now }
}

/** The passage with the words that its annotation has now. */
export function acceptPassage(seen: SeenPassage, { target }: Annotation): SeenPassage {
  return { ...seen, exact: excerptOf(target), declined: null }
}

/** The passage as it is, with the present words declined. */
export function keepPassage(seen: SeenPassage, { target }: Annotation): SeenPassage {
  return { ...seen, declined: fingerprint(excerptOf(target)) }
}

/** The live block with what the notebook says now. */
export function acceptLive(block: LiveBlock, now: LiveContent): LiveBlock {
  return { ...block, seen: now, declined: null }
}

/** The live block as it is, with the present content declined. */
export function keepLive(block: LiveBlock, now: LiveContent): LiveBlock {
  return { ...block, declined: fingerprint(now) }
}

/** What became of one row; `old` and `new` are the words of its cells. A row whose words did not change cites other passages. */
export type RowChange = { readonly key: string } & (
  | { readonly kind: 'changed'; readonly old: readonly string[]; readonly new: readonly string[] }
  | { readonly kind: 'new'; readonly new: readonly string[] }
  | { readonly kind: 'gone'; readonly old: readonly string[] }
)

export type LiveDifference = {
  /** The rows that changed and the new ones in the order of the new content, then those that are gone. */
  readonly rows: readonly RowChange[]
  /** The columns that came and went, by their heads. */
  readonly columns: { readonly new: readonly string[]; readonly gone: readonly string[] }
  /** True when the rows that both have stand in another order. */
  readonly reordered: boolean
}

/**
 * What changed from one content of a live block to another, row by row. Cells are compared under the head of their column,
 * so that a row does not change where only a column without words for it came or went.
 */
export function compareLive(old: LiveContent, now: LiveContent): LiveDifference {
  const before = new Map(old.rows.map((row) => [row.key, row]))
  const after = new Set(now.rows.map(({ key }) => key))
  const rows = now.rows.flatMap((row): RowChange[] => {
    const { key, cells } = row
    const was = before.get(key)
    if (was === undefined) return [{ kind: 'new', key, new: wordsOf(cells) }]
    if (rowKey(was.cells, old.head) === rowKey(cells, now.head)) return []
    return [{ kind: 'changed', key, old: wordsOf(was.cells), new: wordsOf(cells) }]
  })
  const gone = old.rows.filter(({ key }) => !after.has(key))
  const kept = old.rows.filter(({ key }) => after.has(key))
  const order = new Map(now.rows.map(({ key }, index) => [key, index]))
  const places = kept.map(({ key }) => order.get(key) ?? 0)
  return {
    rows: [...rows, ...gone.map(({ key, cells }) => ({ kind: 'gone' as const, key, old: wordsOf(cells) }))],
    columns: { new: headsOnlyIn(now, old), gone: headsOnlyIn(old, now) },
    reordered: places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)),
  }
}

function wordsOf(cells: readonly LiveCell[]): string[] {
  return cells.map(({ words }) => words)
}

/** What a row says, whatever the order of its columns. */
function rowKey(cells: readonly LiveCell[], head: LiveContent['head']): string {
  const said = cells.flatMap(({ words, cites }, index) =>
    words === '' && cites.length === 0 ? [] : [JSON.stringify([head[index]?.words ?? '', words, cites])],
  )
  return said.toSorted().join('\n')
}

function headsOnlyIn({ head }: LiveContent, other: LiveContent): string[] {
  const there = new Set(other.head.map(({ words }) => words))
  return head.map(({ words }) => words).filter((words) => !there.has(words))
}
