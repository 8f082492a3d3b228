import { balanced } from './balanced'

/**
 * Enough of a text to name it in one line, at most so many characters; a sign says where it was cut, and no control of
 * direction turns what stands behind it.
 */
export function shortened(text: string, most = 60): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  if (characters.length <= most) return balanced(line)
  const kept = characters.slice(0, most - 1).join('')
  return balanced(`${kept.trimEnd()}…`)
}
