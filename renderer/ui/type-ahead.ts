import { fold } from '../../shared/model/fold'

/** Letters that follow each other within this time, in milliseconds, are one beginning. */
const PAUSE = 1000

/** What was typed to find an entry, and when it was last added to. */
export type Typed = { readonly text: string; readonly at: number }

export const nothingTyped: Typed = { text: '', at: 0 }

/**
 * What is typed once `key` is pressed at the moment `at`; null when the key has nothing to do with finding. A space
 * and a Backspace belong to it only while it goes on.
 */
export function typing(before: Typed, key: string, at: number): Typed | null {
  const text = at - before.at < PAUSE ? before.text : ''
  if (/^[\p{L}\p{N}]$/u.test(key) || (key === ' ' && text !== '')) return { text: text + key, at }
  return key === 'Backspace' && text !== '' ? { text: text.slice(0, -1), at } : null
}

/** The entry that begins with what was typed, from the present one on; the same letter again goes to the next. */
export function beginningWith(typed: string, count: number, textOf: (index: number) => string, from: number) {
  const wanted = fold(typed)
  const [letter = ''] = wanted
  const repeated = wanted === letter.repeat(wanted.length)
  for (let step = repeated ? 1 : 0; step <= count; step++) {
    const index = (from + step) % count
    if (fold(textOf(index)).startsWith(repeated ? letter : wanted)) return index
  }
  return null
}
