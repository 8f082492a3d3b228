import { assertNever } from '../../model/assert-never'
import type { Actor } from './name-actor'

/** A speaker with a name to print. */
export type Speaker = {
  readonly name: string
  readonly kind: 'person' | 'body' | 'country' | 'outlet' | 'anonymous'
  /** The country that people stand for who are named by nothing else: "Norwegian officials". */
  readonly country?: string | null
}

/** What is said to be without a name is told so behind its description. */
const ANONYMOUS = ' (anonymous)'

/** The name of a speaker, or the description of one who has none, without the mark that says so. */
export function wordingOf(name: string): string {
  return name.endsWith(ANONYMOUS) ? name.slice(0, -ANONYMOUS.length) : name
}

type Described = Extract<Actor, { kind: 'anonymous' }>

/** As many as a pronoun or a short form may reach back over. */
const REACH = 12

type Named = {
  readonly person: Speaker | null
  readonly body: Speaker | null
  readonly speaker: Speaker | null
  readonly outlet: Speaker | null
  readonly country: Speaker | null
  readonly people: readonly string[]
  readonly described: readonly Described[]
  readonly genders: ReadonlyMap<string, 'he' | 'she'>
}

/** Who was named so far, in reading order: what a pronoun or a short form can mean. */
export class Memory {
  #named: Named = {
    person: null,
    body: null,
    speaker: null,
    outlet: null,
    country: null,
    people: [],
    described: [],
    genders: new Map(),
  }

  /** Who an actor is, with pronouns and short forms resolved; null where nobody fits. */
  resolve(actor: Actor | null): Speaker | null {
    return resolveAmong(this.#named, actor)
  }

  /** The same, as things stand now. */
  snapshot(): (actor: Actor | null) => Speaker | null {
    const named = this.#named
    return (actor) => resolveAmong(named, actor)
  }

  /** Another post begins: no pronoun of it means who was named in the one before. */
  startPost(): void {
    this.#named = { ...this.#named, person: null, body: null, speaker: null, people: [] }
  }

  /** Remember an outlet that the text names as where it has something from. */
  noteOutlet(name: string): void {
    this.#named = { ...this.#named, outlet: { kind: 'outlet', name } }
  }

  /** Remember somebody who acts or speaks here. */
  note(actor: Actor | null, speaks: boolean): void {
    const found = this.resolve(actor)
    if (actor === null || found === null) return
    const named = this.#named
    const isPerson = found.kind === 'person' || found.kind === 'anonymous'
    const isGendered = actor.kind === 'pronoun' && (actor.word === 'he' || actor.word === 'she')
    this.#named = {
      person: isPerson ? found : named.person,
      body: isPerson ? named.body : found,
      speaker: speaks ? found : named.speaker,
      outlet: found.kind === 'outlet' ? found : named.outlet,
      country: found.kind === 'country' ? found : named.country,
      people: isPerson ? [...named.people, found.name].slice(-REACH) : named.people,
      described: actor.kind === 'anonymous' ? [...named.described, actor].slice(-REACH) : named.described,
      genders:
        isGendered && !named.genders.has(found.name)
          ? new Map(named.genders).set(found.name, actor.word === 'he' ? 'he' : 'she')
          : named.genders,
    }
  }
}

function resolveAmong(named: Named, actor: Actor | null): Speaker | null {
  if (actor === null) return null
  switch (actor.kind) {
    case 'pronoun':
      return meantBy(named, actor.word)
    case 'short':
      return actor.head === 'country' ? named.country : named.outlet
    case 'anonymous':
      return { kind: 'anonymous', name: longerForm(named.described, actor), country: actor.country }
    case 'person':
    case 'body':
    case 'country':
    case 'outlet':
      return { kind: actor.kind, name: actor.name }
    default:
      return assertNever(actor)
  }
}

function meantBy({ person, body, speaker, people, genders }: Named, pronoun: string): Speaker | null {
  if (pronoun === 'it') return body
  if (pronoun === 'they') return speaker !== null && standsForSeveral(speaker) ? speaker : null
  if (pronoun !== 'he' && pronoun !== 'she') return null
  const fits = (name: string) => (genders.get(name) ?? pronoun) === pronoun
  if (person === null || fits(person.name)) return person
  const other = people.findLast(fits)
  return other === undefined ? null : { kind: 'person', name: other }
}

/** Officials, or a spokesperson of whom nothing else is said. */
function standsForSeveral({ name, kind }: Speaker): boolean {
  return (kind === 'anonymous' && name.endsWith('s (anonymous)')) || /spokes(person|man|woman)$|s$/.test(name)
}

/** "the official" is the senior one who was described before. */
function longerForm(described: readonly Described[], actor: Described): string {
  if (!actor.definite) return actor.name
  const before = described.findLast(
    ({ head, words }) =>
      head === actor.head &&
      words.length > actor.words.length &&
      words.includes('former') === actor.words.includes('former') &&
      actor.words.every((word) => words.includes(word)),
  )
  return before === undefined ? actor.name : longerForm(described.slice(0, described.indexOf(before)), before)
}
