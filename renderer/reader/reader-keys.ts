import type { KeyboardEvent } from 'react'
import { type AnnotationKind, annotationKinds } from '../../shared/model/annotation'
import { kindWords } from '../ui/kinds'

type Pressed = Pick<
  KeyboardEvent['nativeEvent'],
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'getModifierState'
>

/**
 * The kind that a key tags: 1/2/3 or C/F/P. The key's own sign decides where it is a Latin letter or a digit;
 * on other keyboard layouts its place does, so that a Cyrillic or a French row of digits works too. A key that writes
 * no sign, as the number pad without Num Lock, tags nothing.
 */
export function kindOfKey(event: Pressed): AnnotationKind | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return null
  const sign = /^[a-z0-9]$/i.test(event.key) ? event.key.toUpperCase() : null
  if (event.shiftKey && !(sign !== null && /\d/.test(sign))) return null
  const written = event.key.length === 1
  const place = written ? (/^(?:Digit|Key|Numpad)(.)$/.exec(event.code)?.[1] ?? null) : null
  const pressed = sign ?? place
  return (
    annotationKinds.find((kind) => pressed === kindWords[kind].key || pressed === kindWords[kind].letter) ??
    null
  )
}

export type ReaderCommand = 'next' | 'previous' | 'remove'

/**
 * What the other keys do while the reader has the focus. Where a bracket is written with AltGr, that counts, and so
 * does the key where other keyboards have the bracket.
 */
export function commandOfKey(event: Pressed): ReaderCommand | null {
  const bracket = event.key === ']' ? 'next' : event.key === '[' ? 'previous' : null
  if (bracket !== null && event.getModifierState('AltGraph')) return bracket
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null
  if (bracket !== null) return bracket
  if (event.key.length === 1 && event.code === 'BracketRight') return 'next'
  if (event.key.length === 1 && event.code === 'BracketLeft') return 'previous'
  return event.key === 'Delete' || event.key === 'Backspace' ? 'remove' : null
}
