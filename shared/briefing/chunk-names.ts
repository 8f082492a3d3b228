import { splitChunks } from './chunks'
import { fingerprint } from './fingerprint'
import { definedLabel, mapLabels } from './footnote-labels'

/** A short name for some words: 36 bits, so that a changed stretch is taken for an unchanged one about never. */
function shortName(words: string): string {
  return fingerprint(words).padStart(7, '0').slice(-7)
}

/**
 * A short name for a chunk: the same however its lines end and whatever numbers its footnotes have, as long as they lead
 * to the same places.
 */
export function nameOfChunk(text: string, notes: ReadonlyMap<string, string>): string {
  const named = mapLabels(text, (label) => {
    const name = notes.get(label)
    return name === undefined ? label : `=${name}`
  })
  return shortName(named.replaceAll(/\r\n|\r/g, '\n'))
}

/** Each footnote that a text defines, by its label, with a short name for what it leads to: a passage, or its own words. */
export function notesOf(text: string): Map<string, string> {
  const notes = new Map<string, string>()
  const times = new Map<string, number>()
  for (const { text: chunk } of splitChunks(text).chunks) {
    const label = definedLabel(chunk)
    if (label === null) continue
    const [place = chunk.slice(chunk.indexOf(':'))] = /sourcebook:[\w-]+\/[\w-]+/.exec(chunk) ?? []
    const time = (times.get(place) ?? 0) + 1
    times.set(place, time)
    notes.set(label, shortName(time === 1 ? place : `${place} ${time}`))
  }
  return notes
}
