import { z } from 'zod'
import { ALIKE, type Alike } from './intake'

/** What a text that shares passages with another, or was read from its address, may be to it. */
export const AlikeVerdict = z.enum(['version', 'duplicate', 'separate'])
export type AlikeVerdict = z.infer<typeof AlikeVerdict>

/** Which of the texts that are like one, most alike first, a person decides about who names none of them. */
export function meantBy(verdict: AlikeVerdict, alike: readonly Alike[]): readonly Alike[] {
  // As a version or a duplicate of one it is gone; separate it is from each.
  if (verdict === 'separate') return alike
  // What shares its address alone says other words, which are not thrown away unseen.
  const meant = verdict === 'duplicate' ? alike.filter(({ share }) => share >= ALIKE) : alike
  return meant.slice(0, 1)
}
