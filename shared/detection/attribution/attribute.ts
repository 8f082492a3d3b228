import type { Line } from '../text/lines'
import type { Item, Sentence } from '../text/sentences'
import { findSayings, type Saying } from './find-sayings'
import { Memory, type Speaker } from './memory'
import { type Actor, nameActor, outletAt } from './name-actor'
import { nameForeignActor } from './name-foreign-actor'
import { endOfRun, isCapitalWord, type Names } from './names'
import { openingPhrase, type Stretch } from './noun-phrase'
import type { Speech } from './tables/speech'

/** A saying with whoever it gives its words to; null where the text does not say. */
export type AttributedSaying = Saying & { readonly speaker: Speaker | null }

/** A sentence with what its words say of who speaks. */
export type AttributedSentence = {
  readonly line: Line
  readonly sentence: Sentence
  readonly sayings: readonly AttributedSaying[]
  /** Whoever the sentence is about: its first words name them. */
  readonly opening: Speaker | null
  /** Names whoever a phrase of the sentence means, as the text stood there. */
  readonly who: (phrase: Stretch) => Speaker | null
}

/**
 * Say for every sentence who speaks in it, in reading order, so that pronouns find who was named last in the same post;
 * `posts` are the offsets at which one begins.
 */
export function attribute(
  text: string,
  lines: readonly Line[],
  names: Names,
  speech: Speech | null,
  posts: ReadonlySet<number>,
): AttributedSentence[] {
  const memory = new Memory()
  const attributed: AttributedSentence[] = []
  for (const line of lines) {
    if (posts.has(line.start)) memory.startPost()
    for (const sentence of line.sentences)
      attributed.push(attributeSentence(text, line, sentence, names, memory, speech))
  }
  return attributed
}

function attributeSentence(
  text: string,
  line: Line,
  sentence: Sentence,
  names: Names,
  memory: Memory,
  speech: Speech | null,
): AttributedSentence {
  const { items } = sentence
  const actorOf = (phrase: Stretch): Actor | null =>
    speech === null
      ? nameActor(text, items, phrase, names)
      : nameForeignActor(text, items, phrase, names, speech)
  // What opens a sentence is told for English alone: German begins every noun with a capital.
  const first = speech === null ? openingPhrase(items) : null
  // One unknown word with a capital begins every other sentence.
  const named = first === null ? null : actorOf(first)
  const openingActor =
    named?.kind === 'body' && first !== null && first.next - first.from === 1 ? null : named
  const opening = memory.resolve(openingActor)
  const sayings: AttributedSaying[] = []
  const noted: (readonly [Actor | null, boolean])[] = [[openingActor, false]]
  for (const saying of findSayings(items, speech)) {
    const actor = saying.subject === null ? null : actorOf(saying.subject)
    const last = sayings.findLast(({ speaker }) => speaker !== null)?.speaker ?? null
    // "Ruiz said that he had told the guild": he is who speaks in this sentence.
    const isAgain = last !== null && canMean(actor, last)
    const near =
      speech === null && opening === null && saying.subject !== null && isPersonal(actor)
        ? onlyPerson(text, items.slice(0, saying.subject.from), names)
        : null
    const speaker: Speaker | null =
      saying.form === 'shared' ? (last ?? opening) : isAgain ? last : memory.resolve(near ?? actor)
    if (saying.form === 'colon' && speaker === null) continue
    sayings.push({ ...saying, speaker })
    if (!isAgain) noted.push([near ?? actor, true])
  }
  if (speech === null && noted.every(([actor]) => actor === null || actor.kind === 'outlet'))
    noted.push([onlyPerson(text, items, names), false])
  const subjects = new Map<string, Speaker | null>()
  // What phrases mean is asked later; the answer is that of this place in the text.
  const before = memory.snapshot()
  for (const [actor, speaks] of noted) memory.note(actor, speaks)
  for (let at = 0; at < items.length; at += 1) {
    const outlet = items[at]?.capital === true ? outletAt(text, items, at) : null
    if (outlet !== null) memory.noteOutlet(outlet)
  }
  const who = (phrase: Stretch): Speaker | null => {
    const key = `${phrase.from}-${phrase.next}`
    if (!subjects.has(key)) subjects.set(key, resolveIn(actorOf(phrase), sayings, phrase, opening, before))
    return subjects.get(key) ?? null
  }
  return { line, sentence, sayings, opening, who }
}

/** Whether "he" can mean a person who speaks in the sentence already, and "it" a body. */
function canMean(actor: Actor | null, speaker: Speaker): boolean {
  if (actor?.kind !== 'pronoun' || actor.word === 'they') return false
  return (actor.word === 'it') === (speaker.kind !== 'person' && speaker.kind !== 'anonymous')
}

const isPersonal = (actor: Actor | null) => actor?.kind === 'pronoun' && /^(he|she)$/.test(actor.word)

/** The person a sentence names, when it names one alone. */
function onlyPerson(text: string, items: readonly Item[], names: Names): Actor | null {
  let found: Actor | null = null
  for (let at = 0; at < items.length; at += 1) {
    if (!isCapitalWord(items[at])) continue
    const next = endOfRun(items, at)
    const actor = nameActor(text, items, { from: at, next }, names)
    at = next - 1
    if (actor?.kind !== 'person') continue
    if (found !== null) return null
    found = actor
  }
  return found
}

/** "Ruiz said she would not sign": inside of a sentence a pronoun means who spoke in it before. */
function resolveIn(
  actor: Actor | null,
  sayings: readonly AttributedSaying[],
  phrase: Stretch,
  opening: Speaker | null,
  before: (actor: Actor | null) => Speaker | null,
): Speaker | null {
  if (actor?.kind !== 'pronoun') return before(actor)
  const spoke =
    sayings.findLast(({ verb, speaker }) => verb < phrase.from && speaker !== null)?.speaker ?? opening
  const isPerson = spoke?.kind === 'person' || spoke?.kind === 'anonymous'
  if (
    spoke !== null &&
    (actor.word === 'it' ? !isPerson : actor.word === 'they' ? spoke.kind !== 'person' : isPerson)
  )
    return spoke
  return before(actor)
}
