import { fold } from '../../shared/model/fold'

/** Letters that follow each other within this time, in milliseconds, are one beginning. */
const PAUSE = 1000

/** What was typed to find an entry, and when it was last added to. */
export type Typed = { readonly text: string; readonly at: number }

export const nothingTyped: Typed = { text: '', at: Number.NEGATIVE_INFINITY }

/**
 * What is typed once `key` is pressed at the moment `at`; null when the key has nothing to do with finding. A space
 * and a Backspace belong to it only while it goes on: one Backspace too many is no wish to delete.
 */
export function typing(before: Typed, key: string, at: number): Typed | null {
  const goesOn = at - before.at < PAUSE
  const text = goesOn ? before.text : ''
  if (/^[\p{L}\p{N}]$/u.test(key) || (key === ' ' && text !== '')) return { text: text + key, at }
  return key === 'Backspace' && goesOn ? { text: text.slice(0, -1), at } : null
}

/** The item that begins with what was typed, from the present one on; the same letter again goes to the next. */
export function beginningWith<Item>(
  typed: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
  from: number,
): number | null {
  const wanted = fold(typed)
  if (wanted === '') return null
  const [letter = ''] = wanted
  const repeated = wanted === letter.repeat(wanted.length)
  for (let step = repeated ? 1 : 0; step <= items.length; step++) {
    const index = (from + step) % items.length
    const item = items[index]
    if (item !== undefined && fold(nameOf(item)).startsWith(repeated ? letter : wanted)) return index
  }
  return null
}
