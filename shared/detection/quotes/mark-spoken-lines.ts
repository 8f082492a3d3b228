import type { Block } from '../../model/version'
import { findSayings } from '../attribution/find-sayings'
import type { Speech } from '../attribution/tables/speech'
import { type Line, type SpokenRule, spokenLine } from '../text/lines'

/** How far from the end of the line above its cue may stand: "said in a post on Telegram:". */
const CUE_REACH = 14

/**
 * Find the lines that are speech without quotation marks, as live blogs set it: the line above ends in "Ruiz replied:", or
 * it quotes and was left without its full stop.
 */
export function markSpokenLines(
  text: string,
  blocks: readonly Pick<Block, 'kind'>[],
  lines: readonly Line[],
  speech: Speech | null,
): Line[] {
  const marked: Line[] = []
  for (const line of lines) {
    const rule = ruleFor(text, blocks, line, marked.at(-1), speech)
    marked.push(rule === null ? line : spokenLine(text, line, rule))
  }
  return marked
}

function ruleFor(
  text: string,
  blocks: readonly Pick<Block, 'kind'>[],
  line: Line,
  above: Line | undefined,
  speech: Speech | null,
): SpokenRule | null {
  if (above === undefined || above.block !== line.block - 1 || !readsAsSpeech(text, line)) return null
  const kind = blocks[line.block]?.kind
  if (kind === 'heading' || kind === 'list-item' || kind === 'table-row') return null
  if (above.spoken !== null) return kind === 'quote' || isFirstPerson(text, line) ? above.spoken : null
  const end = text.charAt(above.end - 1)
  if (end === ':') return leadsToSpeech(above, speech) ? 'block quote behind a colon' : null
  const isOpen = /[\p{L}\p{N}]/u.test(end) && text.charAt(above.start) === '“' && above.quotations.length > 0
  return isOpen && leadsToSpeech(above, speech) ? 'block quote behind an open line' : null
}

/** A sentence to its end, with no quotation of its own but perhaps a mark that stayed behind. */
function readsAsSpeech(text: string, line: Line): boolean {
  const words = text.slice(line.start, line.end)
  return (
    /[.!?…][”"»]?$/.test(words) &&
    line.quotations.every(({ words: count }) => count < 4) &&
    !/^["“„«]/.test(words)
  )
}

function leadsToSpeech(line: Line, speech: Speech | null): boolean {
  const items = line.sentences.at(-1)?.items ?? []
  return findSayings(items, speech).some(({ verb, negated }) => !negated && items.length - verb <= CUE_REACH)
}

/** Speech goes on as long as it speaks of itself and nobody else is said to speak; reporters write "we have more". */
function isFirstPerson(text: string, line: Line): boolean {
  const words = text.slice(line.start, line.end)
  if (!/\b(I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b/.test(words)) return false
  if (/^(We have more|We will bring|We reported|Here |Let’s|Let's|More )/.test(words)) return false
  return !line.sentences.some(({ items }) =>
    findSayings(items, null).some(
      ({ form, subject }) => form === 'credit' || (subject !== null && items[subject.from]?.capital === true),
    ),
  )
}
