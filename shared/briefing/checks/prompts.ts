import type { BriefParagraph } from '../../model/brief'
import { aboutWords, type Finding } from './finding'
import type { Prose } from './read-prose'

/** A line that asks something of the author: in italics and in brackets, so that nobody takes it for a finding. */
export function promptLine(words: string): BriefParagraph {
  return { type: 'paragraph', content: [{ type: 'text', text: `[${words}]`, marks: [{ type: 'italic' }] }] }
}

/** Whether the paragraph is such a line and nothing else. */
export function isPrompt({ text, italic }: Prose): boolean {
  const [only] = italic
  return /^\[.*\]$/s.test(text) && only?.start === 0 && italic.at(-1)?.end === text.length
}

/** Prompts that a template made and that its author has not answered yet. */
export function promptsLeftIn(prose: readonly Prose[]): Finding[] {
  const message = 'A prompt of the template is still here: write what it asks for, or take it out.'
  return prose
    .filter(isPrompt)
    .map((one) => aboutWords('prompt-left-in', message, one, { start: 0, end: one.text.length }))
}
