import type { BriefParagraph } from '../../model/brief'
import type { SentenceSpan } from './cut-sentences'
import { aboutWords, type Finding } from './finding'
import type { Prose } from './read-prose'

/** A line that asks something of the author: in italics and in brackets, so that nobody takes it for a finding. */
export function promptLine(words: string): BriefParagraph {
  return { type: 'paragraph', content: [{ type: 'text', text: `[${words}]`, marks: [{ type: 'italic' }] }] }
}

/** Where such lines stand, also with an answer written beside them. They are whole sentences, which "[sic]" is not. */
export function promptsIn({ text, italic }: Prose): SentenceSpan[] {
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of italic) {
    const last = joined.at(-1)
    if (last?.end === start) last.end = end
    else joined.push({ start, end })
  }
  return joined.filter(({ start, end }) => /^\[[\p{Lu}\p{N}].+\.\]$/su.test(text.slice(start, end)))
}

/** Prompts that a template made and that its author has not answered yet. */
export function promptsLeftIn(prose: readonly Prose[]): Finding[] {
  const message = 'A prompt of the template is still here: write what it asks for, then take it out.'
  return prose.flatMap((one) =>
    promptsIn(one).map((prompt) => aboutWords('prompt-left-in', message, one, prompt)),
  )
}
