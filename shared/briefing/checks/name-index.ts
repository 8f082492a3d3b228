import type { Actor } from '../../model/codebook'
import type { ActorId } from '../../model/ids'
import type { SourceSummary } from '../../model/notebook'
import type { SentenceSpan } from './cut-sentences'

/** A name of somebody in the notebook, where it stands in a text. */
export type Named = SentenceSpan & { readonly actor: ActorId | null; readonly name: string }

/** Finds the names of a notebook in a text. */
export type NameIndex = {
  /** All names in reading order; of several at one place the longest. */
  readonly namesIn: (text: string, words?: readonly Word[]) => Named[]
  /** A name in a sentence, as it is written there, or the last name of a person; null when there is none. */
  readonly namedIn: (text: string, sentence: SentenceSpan) => string | null
}

type Form = { readonly words: readonly string[]; readonly actor: ActorId | null; readonly name: string }

/** The index of actors under all their spellings, and of outlets. */
export function nameIndex(
  actors: readonly Pick<Actor, 'id' | 'name' | 'spellings'>[],
  sources: Iterable<Pick<SourceSummary, 'outlet' | 'via'>>,
): NameIndex {
  const forms = new Map<string, Form[]>()
  const lastNames = new Set<string>()
  const unspaced: Form[] = []
  const add = (name: string, actor: ActorId | null) => {
    const words = wordsIn(name).map(({ word }) => word)
    const [first] = words
    if (first === undefined) return
    const form = { words, actor, name }
    if (unspacedScript.test(name)) unspaced.push(form)
    else forms.set(first, [...(forms.get(first) ?? []), form])
    const last = words.at(-1)
    if (actor !== null && last !== undefined && words.length > 1 && words.every(isCapital))
      lastNames.add(last)
  }
  for (const { id, name, spellings } of actors)
    for (const each of new Set([name, ...spellings])) add(each, id)
  const outlets = [...sources].flatMap(({ outlet, via }) => [outlet ?? [], via ?? []].flat())
  for (const outlet of new Set(outlets)) add(outlet, null)

  function namesIn(text: string, words: readonly Word[] = wordsIn(text)): Named[] {
    const found: Named[] = []
    for (let at = 0; at < words.length; at += 1) {
      const first = words[at]
      if (first === undefined) continue
      const fitting = (forms.get(first.word) ?? []).filter((form) =>
        form.words.every((word, next) => words[at + next]?.word === word),
      )
      const longest = fitting.reduce<Form | null>(
        (best, form) => (form.words.length > (best?.words.length ?? 0) ? form : best),
        null,
      )
      if (longest === null) continue
      const end = words[at + longest.words.length - 1]?.end ?? first.end
      found.push({ start: first.start, end, actor: longest.actor, name: text.slice(first.start, end) })
      at += longest.words.length - 1
    }
    for (const { actor, name } of unspaced) {
      const start = text.indexOf(name)
      if (start !== -1) found.push({ start, end: start + name.length, actor, name })
    }
    return found.toSorted((a, b) => a.start - b.start)
  }

  return {
    namesIn,
    namedIn: (text, { start, end }) => {
      const words = text.slice(start, end)
      return namesIn(words)[0]?.name ?? wordsIn(words).find(({ word }) => lastNames.has(word))?.word ?? null
    },
  }
}

const unspacedScript = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u

/** A word of a text; its apostrophes are plain. */
export type Word = SentenceSpan & { readonly word: string }

/** The words of a text, without the "’s" of whose something is. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: written, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[.&’'ʼ-][\p{L}\p{M}\p{N}]+)*/gu)) {
    // Most words are plain, and need no second look.
    const bare = /^\w+$/.test(written) ? written : written.replace(/[’'ʼ]s$/u, '')
    const word = /^\w+$/.test(bare) ? bare : bare.replaceAll(/[’ʼ]/g, "'").normalize('NFC')
    words.push({ word, start: index, end: index + bare.length })
  }
  return words
}

export function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word)
}
