/** A part of a Markdown text between blank lines, with the line breaks that follow it, and where it begins. */
export type Stretch = { readonly start: number; readonly text: string }

/** Longer ones are cut at a line, so that none takes long to draw. */
const MOST_LINES = 60

/** A text in stretches: those of two texts are the same where nobody changed anything. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = []
  const lines = text.split(/(?<=\n)/)
  let start = 0
  let held: string[] = []
  const close = () => {
    if (held.length === 0) return
    const joined = held.join('')
    stretches.push({ start, text: joined })
    start += joined.length
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
