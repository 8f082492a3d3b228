/**
 * A part of a Markdown text between blank lines, with the line breaks that follow it. Its key stays when words are put in
 * before it, so that what is known of its height does.
 */
export type Stretch = { readonly key: string; readonly text: string }

/** Longer ones are cut at a line, so that none takes long to draw. */
const MOST_LINES = 60

/** A text in stretches, which make up the text again. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = []
  const lines = text.split(/(?<=\n)/)
  const seen = new Map<string, number>()
  let held: string[] = []
  const close = () => {
    if (held.length === 0) return
    const text = held.join('')
    const before = seen.get(text) ?? 0
    seen.set(text, before + 1)
    stretches.push({ key: before === 0 ? text : `${text} ${before}`, text })
    held = []
  }
  for (const [index, line] of lines.entries()) {
    held.push(line)
    const next = lines[index + 1]
    const endsStretch = isBlank(line) && next !== undefined && !isBlank(next)
    if (endsStretch || held.length >= MOST_LINES) close()
  }
  close()
  return stretches
}

/** The words of a stretch without the signs of Markdown, to be found by the words of an excerpt. */
export function bareWords(text: string): string {
  return text
    .replaceAll(/^> ?/gm, '')
    .replaceAll(/\[\^[^\]]*\]/g, '')
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function isBlank(line: string): boolean {
  return line.trim() === ''
}
