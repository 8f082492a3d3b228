import type { SourceDetails } from '../../shared/model/source'
import type { Section, Suggestion } from '../../shared/model/suggestion'
import type { Labels } from './labels'
import { nothing, type Tally } from './tally'

/** What Sourcebook makes of a text: offsets are those of `text`. */
export type Reading = {
  readonly text: string
  readonly details: SourceDetails
  readonly sections: readonly Section[]
  readonly suggestions: readonly Suggestion[]
}

type Span = { readonly start: number; readonly end: number }

const hit: Tally = { ...nothing, right: 1 }
const invented: Tally = { ...nothing, wrong: 1 }
const overlooked: Tally = { ...nothing, missed: 1 }

/**
 * Score one reading of a text against its labels, field by field. Places are compared by the non-space characters before
 * them, so that a projection which differs in white space alone scores alike.
 */
export function score(labels: Labels, file: string, reading: Reading): Record<string, Tally> {
  const labelled = spaceless(file)
  const read = spaceless(reading.text)
  const ofLabel = <Label extends Span>(label: Label): Label => ({ ...label, ...counted(label, labelled) })
  const ofReading = <Found extends Span>(found: Found): Found => ({ ...found, ...counted(found, read) })
  const found = reading.suggestions.map(ofReading)
  return {
    ...scoreDetails(labels.source, reading.details),
    ...scoreSections(labels.sections.map(ofLabel), reading.sections.map(ofReading)),
    ...(labels.figures && scoreFigures(labels.figures.map(ofLabel), found)),
    ...(labels.quotes && scoreQuotes(labels.quotes.map(ofLabel), found)),
    ...(labels.positions && scorePositions(labels.positions.map(ofLabel), found)),
  }
}

/** For each offset of a text, how many characters that are no white space stand before it. */
function spaceless(text: string): Uint32Array {
  const counts = new Uint32Array(text.length + 1)
  for (let at = 0; at < text.length; at += 1)
    counts[at + 1] = (counts[at] ?? 0) + (/\s/.test(text[at] ?? '') ? 0 : 1)
  return counts
}

function counted({ start, end }: Span, counts: Uint32Array): Span {
  return { start: counts[start] ?? 0, end: counts[end] ?? counts.at(-1) ?? 0 }
}

function scoreDetails(label: Labels['source'], details: SourceDetails): Record<string, Tally> {
  const field = (name: 'title' | 'outlet' | 'via' | 'published' | 'updated'): Tally => {
    const told = label.notInText.includes(name) ? null : label[name]
    const found = details[name]
    if (found === null) return told === null ? nothing : overlooked
    if (told === null) return invented
    return folded(told) === folded(found) ? hit : { right: 0, wrong: 1, missed: 1 }
  }
  const told = new Set(label.authors.map(folded))
  const found = new Set(details.authors.map(folded))
  const right = [...found].filter((author) => told.has(author)).length
  return {
    title: field('title'),
    outlet: field('outlet'),
    via: field('via'),
    authors: { right, wrong: found.size - right, missed: told.size - right },
    published: field('published'),
    updated: field('updated'),
    kind: label.kind === details.kind ? hit : { right: 0, wrong: 1, missed: 1 },
  }
}

/** Letters and digits alone: case, accents and the form of quotation marks make no other name. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
}

const stretches = ['boilerplate', 'summary', 'unrelated'] as const

/** Posts and headings by where they start, the other parts by how many characters of them were told. */
function scoreSections(
  labels: readonly (Labels['sections'][number] & Span)[],
  found: readonly (Section & Span)[],
): Record<string, Tally> {
  // Within a second article, nothing more is asked than that it is one; a heading in front of its paragraph is optional.
  const asked = labels.filter(({ inUnrelated }) => !inUnrelated)
  const tallies: Record<string, Tally> = {}
  for (const kind of ['post', 'heading'] as const) {
    const starts = new Set(asked.filter((one) => one.kind === kind && !one.runIn).map(({ start }) => start))
    const allowed = new Set(labels.filter((one) => one.kind === kind).map(({ start }) => start))
    const told = found.filter((one) => one.kind === kind).map(({ start }) => start)
    const right = told.filter((start) => starts.has(start)).length
    const wrong = told.filter((start) => !allowed.has(start)).length
    tallies[`${kind}s`] = { right, wrong, missed: starts.size - right }
  }
  for (const kind of stretches) {
    const covered = (all: readonly (Span & { readonly kind: string })[]) => {
      const characters = new Set<number>()
      for (const one of all)
        if (one.kind === kind) for (let at = one.start; at < one.end; at += 1) characters.add(at)
      return characters
    }
    const told = covered(found)
    const there = covered(asked)
    const right = [...told].filter((at) => there.has(at)).length
    tallies[`${kind} (characters)`] = { right, wrong: told.size - right, missed: there.size - right }
  }
  const times = new Map(asked.flatMap(({ start, time }) => (time === null ? [] : [[start, time] as const])))
  const timed = found.flatMap(({ start, time }) => (time === null ? [] : [[start, time] as const]))
  const right = timed.filter(([start, time]) => times.get(start) === time).length
  tallies['times of posts'] = { right, wrong: timed.length - right, missed: times.size - right }
  return tallies
}

type Found<Kind extends Suggestion['kind']> = Extract<Suggestion, { kind: Kind }>

function ofKind<Kind extends Suggestion['kind']>(found: readonly Suggestion[], kind: Kind): Found<Kind>[] {
  return found.filter((one): one is Found<Kind> => one.kind === kind)
}

/** How many characters two spans share. */
function shared(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start))
}

type Optional = Span & { readonly optional: boolean; readonly inUnrelated: boolean }

function isOptional({ optional, inUnrelated }: Optional): boolean {
  return optional || inUnrelated
}

/** Pair labels with what was found; what fits an optional label counts neither way. */
function pair<Label extends Optional, Guess extends Span>(
  labels: readonly Label[],
  guesses: readonly Guess[],
  fits: (label: Label, guess: Guess) => boolean,
): { readonly tally: Tally; readonly pairs: readonly (readonly [Label, Guess])[] } {
  const left = new Set(guesses)
  const pairs: [Label, Guess][] = []
  let missed = 0
  for (const label of labels) {
    if (isOptional(label)) continue
    const guess = [...left].find((one) => fits(label, one))
    if (guess === undefined) missed += 1
    else {
      left.delete(guess)
      pairs.push([label, guess])
    }
  }
  const isExcused = (guess: Guess) => labels.some((label) => isOptional(label) && fits(label, guess))
  const wrong = [...left].filter((guess) => !isExcused(guess)).length
  return { tally: { right: pairs.length, wrong, missed }, pairs }
}

function scoreFigures(
  labels: readonly NonNullable<Labels['figures']>[number][],
  found: readonly Suggestion[],
): Record<string, Tally> {
  const { tally, pairs } = pair(labels, ofKind(found, 'figure'), (label, guess) => {
    const shorter = Math.min(label.end - label.start, guess.end - guess.start)
    return shared(label, guess) >= shorter / 2
  })
  const held = (holds: (pair: (typeof pairs)[number]) => boolean): Tally => {
    const right = pairs.filter(holds).length
    return { right, wrong: pairs.length - right, missed: 0 }
  }
  return {
    figures: tally,
    'values of figures': held(([label, { quantity }]) => quantity?.value === label.value),
    'units of figures': held(
      ([label, { quantity }]) => folded(quantity?.unit ?? '') === folded(label.unit ?? ''),
    ),
    'qualifiers of figures': held(([label, { quantity }]) => quantity?.bound === label.bound),
  }
}

function scoreQuotes(
  labels: readonly NonNullable<Labels['quotes']>[number][],
  found: readonly Suggestion[],
): Record<string, Tally> {
  const { tally, pairs } = pair(labels, ofKind(found, 'quote'), (label, guess) => {
    const common = shared(label, guess)
    return common >= (label.end - label.start) * 0.7 && common >= (guess.end - guess.start) * 0.5
  })
  const right = pairs.filter(([label, guess]) => isSameName(label.speaker, guess.speaker)).length
  return { quotes: tally, 'speakers of quotes': { right, wrong: pairs.length - right, missed: 0 } }
}

function scorePositions(
  labels: readonly NonNullable<Labels['positions']>[number][],
  found: readonly Suggestion[],
): Record<string, Tally> {
  const { tally, pairs } = pair(
    labels,
    ofKind(found, 'position'),
    (label, guess) => shared(label, guess) > 0 && isSameName(label.actor, guess.actor),
  )
  const right = pairs.filter(([label, guess]) => label.stance === guess.stance).length
  return { positions: tally, 'stances of positions': { right, wrong: pairs.length - right, missed: 0 } }
}

/** True when two names share a word of four letters or more, one letter of spelling in five aside. */
function isSameName(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other
  return wordsOf(one).some((word) => wordsOf(other).some((near) => distance(word, near) <= word.length / 5))
}

function wordsOf(name: string): string[] {
  return folded(name)
    .split(' ')
    .filter((word) => word.length >= 4 || word === 'us')
}

/** Levenshtein distance of two short words. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [at, near] of [...other].entries())
      next.push(
        Math.min((row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1, (row[at] ?? 0) + (letter === near ? 0 : 1)),
      )
    row = next
  }
  return row.at(-1) ?? 0
}
