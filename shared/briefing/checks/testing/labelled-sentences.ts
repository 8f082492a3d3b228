import { cutSentences } from '../cut-sentences'
import type { Label } from './labelled-briefs'

const labels: Readonly<Record<string, Label>> = { '!': 'unsourced', '~': 'paraphrase' }

/** A labelled brief as its lines without the labels, and its sentences, each with its label. */
export function readLabelled(lines: readonly string[]): {
  readonly lines: readonly string[]
  readonly sentences: ReadonlyMap<string, Label>
} {
  const sentences = new Map<string, Label>()
  for (const line of lines) {
    for (const part of wordsOf(line).split(/(?<=^|\s)(?=[!~] )/)) {
      const label = labels[part.charAt(0)]
      const words = label === undefined ? part : part.slice(2)
      cutSentences(words).forEach(({ start, end }, index) => {
        // A label is that of the sentence behind it alone.
        sentences.set(words.slice(start, end), index === 0 ? (label ?? 'fine') : 'fine')
      })
    }
  }
  return { lines: lines.map((line) => line.replaceAll(/(^|\s)[!~] /g, '$1')), sentences }
}

/** What a line says without what makes it a block, a mark or a link. */
function wordsOf(line: string): string {
  return line
    .replace(/^(?:## |- |\| |“> |>)/, '')
    .replaceAll(/\[\^[^\]]*\]/g, '')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll('*', '')
}
