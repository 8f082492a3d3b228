import { BriefFormat } from '../model/brief'
import { BriefId } from '../model/ids'
import { nameOfChunk, notesOf } from './chunk-names'
import { splitChunks } from './chunks'

/** What an exported text says of itself, in the comment that it ends with. */
export type Signature = {
  readonly brief: BriefId
  readonly format: BriefFormat
  /** A short name for each chunk that the program wrote, in their order. */
  readonly chunks: readonly string[]
  /** Under which label each footnote that the program wrote stands, by a short name for what it leads to. */
  readonly notes: ReadonlyMap<string, string>
  /** Short names for the files that were written beside this one. */
  readonly beside: readonly string[]
  /** Whether it names the copies that it quotes. */
  readonly copies: boolean
}

/** An exported text taken apart: what stands before and after its comment, and what that says. */
export type Signed = { readonly before: string; readonly after: string; readonly signature: Signature }

const OPENING = '<!-- Written by Sourcebook.'
const MERGED = 'What you type around its words stays when the brief is exported to this file again.'
const REPLACED = 'The next export to this file writes it anew, and asks before if it was changed by hand.'
/** At the start of a line, where no quote and no escaped words can stand. */
const comment = /^<!-- Written by Sourcebook\.[^>]*-->/gm
const WIDTH = 100

/** End a text that was just written with the comment by which a later export tells what was typed into it. */
export function signExport(
  text: string,
  {
    brief,
    format,
    beside = [],
    copies = false,
  }: Pick<Signature, 'brief' | 'format'> & Partial<Pick<Signature, 'beside' | 'copies'>>,
): string {
  const notes = notesOf(text)
  const chunks = splitChunks(text).chunks.map((chunk) => nameOfChunk(chunk.text, notes))
  return `${text}\n${writeSignature({ brief, format, chunks, notes, beside, copies })}\n`
}

/** Write the comment. It has no empty line in it, and so is a chunk. */
export function writeSignature({ brief, format, chunks, notes, beside, copies }: Signature): string {
  return [
    `${OPENING} ${format === 'html' ? REPLACED : MERGED}`,
    `brief: ${brief}`,
    `form: ${format}`,
    ...listed('with', copies ? ['copies'] : []),
    ...listed('beside', beside),
    ...listed(
      'notes',
      [...notes].map(([label, name]) => `${encodeURIComponent(label)}=${name}`),
    ),
    ...listed('chunks', chunks),
    '-->',
  ].join('\n')
}

function listed(name: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : folded(`${name}: ${entries.join(' ')}`)
}

/** Find the comment of an exported text. Null for a text that has none that can be read, or more than one. */
export function readSignature(text: string): Signed | null {
  const [found, ...more] = text.matchAll(comment)
  if (found === undefined || more.length > 0) return null
  const fields = new Map<string, string[]>()
  for (const field of found[0].split(/[\r\n]+(?=[a-z]+: )/).slice(1)) {
    const [name = '', ...entries] = field.replace('-->', '').trim().split(/\s+/)
    fields.set(name.slice(0, -1), entries)
  }
  const brief = BriefId.safeParse(fields.get('brief')?.[0])
  const format = BriefFormat.safeParse(fields.get('form')?.[0])
  const chunks = fields.get('chunks')
  if (!brief.success || !format.success || chunks === undefined) return null
  return {
    before: text.slice(0, found.index),
    after: text.slice(found.index + found[0].length),
    signature: {
      brief: brief.data,
      format: format.data,
      chunks,
      notes: new Map((fields.get('notes') ?? []).map(readNote)),
      beside: fields.get('beside') ?? [],
      copies: fields.get('with')?.includes('copies') ?? false,
    },
  }
}

/** A text without the comment, as it is to be looked at or copied; any other text as it is. */
export function withoutSignature(text: string): string {
  const signed = readSignature(text)
  return signed === null
    ? text
    : signed.before.replace(/(?:\r\n|\r|\n)$/, '') + signed.after.replace(/^(?:\r\n|\r|\n)/, '')
}

/** True for a text that nothing was typed into since it was exported. */
export function isUntouched({ before, after, signature: { chunks, notes } }: Signed): boolean {
  const now = splitChunks(before).chunks.map(({ text }) => nameOfChunk(text, notes))
  return (
    splitChunks(after).chunks.length === 0 &&
    now.length === chunks.length &&
    now.every((name, at) => name === chunks[at])
  )
}

function readNote(entry: string): [label: string, name: string] {
  const [label = '', name = ''] = entry.split('=')
  try {
    return [decodeURIComponent(label), name]
  } catch {
    // The comment was damaged by hand: a label that is found nowhere.
    return ['', name]
  }
}

/** Lines of at most `WIDTH` characters, broken between words. */
function folded(line: string): string[] {
  return line.match(new RegExp(`.{1,${WIDTH}}(?: |$)|[^ ]+`, 'g'))?.map((part) => part.trimEnd()) ?? []
}
