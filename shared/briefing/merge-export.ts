import type { ExportClash } from '../model/brief'
import { alignChunks } from './align-chunks'
import { nameOfChunk } from './chunk-names'
import { type Chunk, joinChunks, splitChunks } from './chunks'
import { isUntouched, readSignature, type Signed, writeSignature } from './export-signature'
import { definedLabel, labelsIn, mapLabels } from './footnote-labels'

/** Which of the two a clash was decided for. */
export type Choice = 'file' | 'brief'

export type MergedExport = {
  /** What to write; null as long as not every clash is decided. */
  readonly text: string | null
  /** How many stretches that were typed into the file were kept. */
  readonly kept: number
  /** What is still to be decided. */
  readonly clashes: readonly ExportClash[]
}

/**
 * Write a brief over an earlier export of it. Only what the program wrote is written anew: what was typed in between stays
 * to the letter, a stretch that was changed or taken out by hand stays so while the brief says what it said, and a
 * footnote that typed words refer to keeps its label. Where both changed, there is a clash. A file that is no export of
 * this brief in some Markdown is one clash as a whole.
 */
export function mergeExport(existing: string, fresh: string, choices: readonly Choice[]): MergedExport {
  const mark = existing.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const file = readSignature(existing.slice(mark.length))
  const written = knownExport(fresh)
  if (file === null || !isOlder(file, written)) return decideWhole(existing, fresh, choices)
  const { text, ...merged } = mergeSigned(file, written, choices)
  return { ...merged, text: text === null ? null : mark + text }
}

/**
 * Write a brief over an earlier export of it in a form that nobody can type into and have it merged: one that was not
 * touched is written anew, any other file is one clash.
 */
export function replaceExport(existing: string, fresh: string, choices: readonly Choice[]): MergedExport {
  const file = readSignature(existing)
  if (file !== null && isOlder(file, knownExport(fresh)) && isUntouched(file))
    return { text: fresh, kept: 0, clashes: [] }
  return decideWhole(existing, fresh, choices)
}

/** Whether a file is an earlier export of the same brief, a web page where that is one and Markdown where that is. */
function isOlder({ signature: file }: Signed, { signature: written }: Signed): boolean {
  return file.brief === written.brief && (file.format === 'html') === (written.format === 'html')
}

const BYTE_ORDER_MARK = '\ufeff'

function knownExport(text: string): Signed {
  const signed = readSignature(text)
  if (signed === null) throw new Error('an export that was just written has no comment')
  return signed
}

function decideWhole(existing: string, fresh: string, [choice, ...more]: readonly Choice[]): MergedExport {
  if (choice === undefined || more.length > 0)
    return { text: null, kept: 0, clashes: [{ file: existing, brief: fresh }] }
  return choice === 'brief' ? { text: fresh, kept: 0, clashes: [] } : { text: existing, kept: 1, clashes: [] }
}

/** A chunk of the merged text: one that stays as it was typed, or one that the program writes, with the labels of the brief. */
type Placed = Chunk & { readonly by: 'hand' | 'program' }

function mergeSigned(file: Signed, fresh: Signed, choices: readonly Choice[]): MergedExport {
  const old = splitChunks(file.before).chunks
  const now = splitChunks(fresh.before).chunks
  const oldNames = old.map(({ text }) => nameOfChunk(text, file.signature.notes))
  const nowNames = now.map(({ text }) => nameOfChunk(text, fresh.signature.notes))
  const sides = alignChunks(
    file.signature.chunks,
    { names: oldNames, texts: old.map(({ text }) => text) },
    { names: nowNames, texts: now.map(({ text }) => text) },
  )
  const placed: Placed[] = []
  const clashes: ExportClash[] = []
  const keep = (at: number | null) => {
    if (at !== null) placed.push({ ...chunkAt(old, at), by: 'hand' })
  }
  const write = (at: number | null, over: number | null = null) => {
    if (at === null) return
    const { gap, text } = chunkAt(now, at)
    placed.push({ gap: over === null ? gap : chunkAt(old, over).gap, text, by: 'program' })
  }
  const settle = (typed: number | null, written: number | null) => {
    if (typed === null && written === null) return
    if (typed !== null && written !== null && oldNames[typed] === nowNames[written])
      return write(written, typed)
    clashes.push({ file: textAt(old, typed), brief: textAt(now, written) })
    if (choices[clashes.length - 1] === 'brief') write(written, typed)
    else keep(typed)
  }
  for (let at = 0; at <= file.signature.chunks.length; at += 1) {
    for (const typed of sides.file.inserted[at] ?? []) keep(typed)
    for (const added of sides.brief.inserted[at] ?? []) write(added)
    const inFile = sides.file.same[at] ?? null
    const inBrief = sides.brief.same[at] ?? null
    const typed = sides.file.instead[at] ?? null
    const written = sides.brief.instead[at] ?? null
    if (inFile !== null) write(inBrief ?? written, inFile)
    else if (inBrief !== null) keep(typed)
    else settle(typed, written)
  }
  if (clashes.length > 0 && choices.length !== clashes.length) return { text: null, kept: 0, clashes }
  return { text: writePlaced(placed, file, fresh), kept: keptIn(placed, file), clashes: [] }
}

function writePlaced(placed: readonly Placed[], file: Signed, fresh: Signed): string {
  const old = splitChunks(file.before)
  const below = splitChunks(file.after).chunks
  const labels = chooseLabels([...placed.filter(({ by }) => by === 'hand'), ...below], file, fresh)
  const end = lineEndOf(file.before)
  const written = (text: string) => text.replaceAll(/\r\n|\r|\n/g, end)
  const relabelled = (text: string) => written(mapLabels(text, (label) => labels.get(label) ?? label))
  const body = placed.map(({ by, gap, text }) =>
    by === 'hand' ? { gap, text } : { gap: written(gap), text: relabelled(text) },
  )
  const anew = splitChunks(fresh.before).chunks.map(({ gap, text }) => ({ gap, text: relabelled(text) }))
  const notes = missingNotes([...body, ...below], [...anew, ...old.chunks])
  // What was first may not be first any more, and the other way round.
  const chunks = [...body, ...notes].map(({ gap, text }, at) => ({
    gap: at === 0 ? (old.chunks[0]?.gap ?? '') : gap === '' ? end + end : gap,
    text,
  }))
  const comment = writeSignature({
    ...fresh.signature,
    notes: new Map([...fresh.signature.notes].map(([label, name]) => [labels.get(label) ?? label, name])),
  })
  return joinChunks({ chunks, tail: old.tail }) + written(comment) + file.after
}

/** As most lines of the file end. */
function lineEndOf(text: string): string {
  const ends = text.match(/\r\n|\r|\n/g) ?? []
  const of = (end: string) => ends.filter((each) => each === end).length
  return of('\r\n') > of('\n') ? '\r\n' : of('\r') > of('\n') ? '\r' : '\n'
}

/**
 * The label of each footnote of the brief in the merged text. One that typed words refer to keeps the label that it had in
 * the file; another has its own number, or the next one where that is taken.
 */
function chooseLabels(typed: readonly Chunk[], file: Signed, fresh: Signed): Map<string, string> {
  const fromName = new Map([...fresh.signature.notes].map(([label, name]) => [name, label]))
  const taken = new Set(typed.flatMap(({ text }) => [...labelsIn(text)]))
  const labels = new Map<string, string>()
  for (const old of taken) {
    const label = fromName.get(file.signature.notes.get(old) ?? '')
    if (label !== undefined) labels.set(label, old)
  }
  let next = fresh.signature.notes.size
  for (const own of fresh.signature.notes.keys()) {
    if (labels.has(own)) continue
    let label = own
    while (taken.has(label)) label = String((next += 1))
    taken.add(label)
    labels.set(own, label)
  }
  return labels
}

/** Footnotes that the text refers to and does not define, as one of the others does. */
function missingNotes(chunks: readonly Chunk[], others: readonly Chunk[]): Chunk[] {
  const defined = new Set(chunks.map(({ text }) => definedLabel(text)))
  const referred = new Set(chunks.flatMap(({ text }) => [...labelsIn(text)]))
  return [...referred]
    .filter((label) => !defined.has(label))
    .flatMap((label) => {
      const first = others.findIndex(({ text }) => definedLabel(text) === label)
      if (first === -1) return []
      const rest = others.slice(first + 1)
      const end = rest.findIndex(({ text }) => !/^(?: {4}|\t)/.test(text))
      return others.slice(first, first + 1 + (end === -1 ? rest.length : end))
    })
}

/** Stretches that were typed: chunks in a row are one. */
function keptIn(placed: readonly Placed[], { after }: Signed): number {
  const runs = placed.filter(({ by }, at) => by === 'hand' && placed[at - 1]?.by !== 'hand').length
  return runs + (splitChunks(after).chunks.length > 0 ? 1 : 0)
}

function chunkAt(chunks: readonly Chunk[], at: number): Chunk {
  const chunk = chunks[at]
  if (chunk === undefined) throw new RangeError(`there is no chunk ${at}`)
  return chunk
}

function textAt(chunks: readonly Chunk[], at: number | null): string {
  return at === null ? '' : chunkAt(chunks, at).text
}
