import { balanced } from '../../model/balanced'

/** Words as they stand in an export: as one line, of which no control of direction turns what stands behind it. */
export function printable(words: string): string {
  return onOneLine(balanced(words))
}

/**
 * Words as one line of text: line breaks are spaces, and control characters, which no form can carry, are the visible
 * signs that Unicode has for them. Words of a source hold neither.
 */
export function onOneLine(words: string): string {
  return words
    .replaceAll(/\s*[\r\n]\s*/g, ' ')
    .replaceAll(/[\u0000-\u0008\u000e-\u001f]/g, (character) =>
      String.fromCharCode(0x2400 + character.charCodeAt(0)),
    )
    .toWellFormed()
}
