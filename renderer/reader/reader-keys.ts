import type { KeyboardEvent } from 'react'
import { type AnnotationKind, annotationKinds } from '../../shared/model/annotation'
import { kindWords } from '../ui/kinds'

type Pressed = Pick<
  KeyboardEvent['nativeEvent'],
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'
>

/**
 * The kind that a key tags: 1/2/3 or C/F/P. The key's own sign decides where it is a Latin letter or a digit;
 * on other keyboard layouts its place does, so that a Cyrillic or a French row of digits works too.
 */
export function kindOfKey(event: Pressed): AnnotationKind | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return null
  const sign = /^[a-z0-9]$/i.test(event.key) ? event.key.toUpperCase() : null
  if (event.shiftKey && !(sign !== null && /\d/.test(sign))) return null
  const place = /^(?:Digit|Key|Numpad)(.)$/.exec(event.code)?.[1] ?? null
  const pressed = sign ?? place
  return (
    annotationKinds.find((kind) => pressed === kindWords[kind].key || pressed === kindWords[kind].letter) ??
    null
  )
}

export type ReaderCommand = 'next' | 'previous' | 'remove'

/** What the other keys do while the reader has the focus. */
export function commandOfKey(event: Pressed): ReaderCommand | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null
  if (event.key === ']') return 'next'
  if (event.key === '[') return 'previous'
  return event.key === 'Delete' || event.key === 'Backspace' ? 'remove' : null
}
