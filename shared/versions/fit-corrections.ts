import { z } from 'zod'
import { BlockId } from '../model/ids'
import type { Block } from '../model/version'

/** What was typed for a paragraph and not saved yet, with the words that the paragraph had. */
export const Correction = z.strictObject({ block: BlockId, was: z.string(), text: z.string() })
export type Correction = z.infer<typeof Correction>

/** Corrections that a text has paragraphs for, by those, and those that it has none for any more. */
export type FittedCorrections = {
  readonly typed: ReadonlyMap<BlockId, Correction>
  readonly left: readonly Correction[]
}

/**
 * Find the paragraphs that corrections were typed for, though another version may have come since: the same paragraph with
 * the same words, else the only other one with them.
 */
export function fitCorrections(
  blocks: readonly Block[],
  corrections: readonly Correction[],
): FittedCorrections {
  if (corrections.length === 0) return { typed: new Map(), left: [] }
  const texts = new Map(blocks.map(({ id, text }) => [id, text]))
  const withText = new Map<string, BlockId[]>()
  for (const { id, text } of blocks) withText.set(text, [...(withText.get(text) ?? []), id])
  const typed = new Map<BlockId, Correction>()
  const left: Correction[] = []
  for (const correction of corrections) {
    const { block, was } = correction
    const [only, second] = withText.get(was) ?? []
    const place = texts.get(block) === was ? block : second === undefined ? only : undefined
    if (place === undefined || typed.has(place)) left.push(correction)
    else typed.set(place, { ...correction, block: place })
  }
  return { typed, left }
}
