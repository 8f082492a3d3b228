import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSession } from '../../electron/api/open-session'
import { encodeDocument } from '../../electron/store/document-codec'
import { countingIds } from '../../electron/store/testing/samples'
import { steadyPorts } from '../../electron/testing/steady-ports'
import type { CallName, Input, Output } from '../../shared/contract/calls'
import type { Annotation, AttributionChain, Quantity } from '../../shared/model/annotation'
import { Certainty, Stance } from '../../shared/model/annotation'
import type { Actors, Codebook } from '../../shared/model/codebook'
import type { ActorId } from '../../shared/model/ids'
import { generateNotebook } from './generate-notebook'

const newId = countingIds(1_000_000_000)
const entry = { description: '', gone: null }

/** The codebook that generated annotations refer to. */
export const actors: Actors = {
  revision: 1,
  actors: listOf(60, (nth) => ({ ...entry, id: newId('p'), name: `Speaker ${nth}`, spellings: [] })),
}
export const codebook: Codebook = {
  revision: 1,
  issues: listOf(20, (nth) => ({ ...entry, id: newId('i'), name: `Issue ${nth}`, parent: null })),
  measures: listOf(40, (nth) => ({ ...entry, id: newId('m'), name: `Measure ${nth}` })),
  codes: listOf(15, (nth) => ({ ...entry, id: newId('c'), name: `Code ${nth}`, parent: null, colour: null })),
}

/** Write a notebook of so many annotations, a hundred a source, most of them filled in. */
export async function generateExcerpts(folder: string, annotations: number): Promise<void> {
  await generateNotebook(folder, {
    sources: Math.ceil(annotations / 100),
    annotations: Math.min(100, annotations),
    fillIn,
  })
  for (const [name, document] of [['codebook.json', codebook] as const, ['actors.json', actors] as const])
    writeFileSync(join(folder, name), encodeDocument({ name, sequence: 1, document }).bytes)
}

/** A notebook that is open, and its calls. */
export async function openExcerpts(folder: string) {
  const session = await openSession({ folder, desktop: null }, steadyPorts())
  async function call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    const answer = await session.call(name, input)
    if (!answer.ok) throw new Error(answer.error.message)
    // The handler of `name` gave it.
    return answer.value as Output<Name>
  }
  return { call, close: () => session.close() }
}

function fillIn(annotation: Annotation, random: () => number): Annotation {
  const one = <Member>(list: readonly Member[]): Member | null =>
    random() < 0.1 ? null : (list[Math.floor(random() * list.length)] ?? null)
  const actor = (): ActorId | null => one(actors.actors)?.id ?? null
  const attribution: AttributionChain = [
    { role: 'outlet', actor: null, asWritten: 'Orrefjord Posten', anonymous: false },
    { role: 'speaker', actor: actor(), asWritten: 'someone on the board', anonymous: random() < 0.2 },
  ]
  const code = one(codebook.codes)
  const common = { ...annotation, codes: code === null ? [] : [code.id] }
  const { body } = annotation
  switch (body.kind) {
    case 'claim':
      return {
        ...common,
        body: {
          ...body,
          certainty: one(Certainty.options),
          issue: one(codebook.issues)?.id ?? null,
          attribution,
        },
      }
    case 'figure':
      return {
        ...common,
        body: {
          ...body,
          quantity: quantity(random),
          measure: one(codebook.measures)?.id ?? null,
          attribution,
        },
      }
    case 'position':
      return {
        ...common,
        body: {
          ...body,
          actor: actor(),
          issue: one(codebook.issues)?.id ?? null,
          stance: one(Stance.options),
          dateSaid: `2025-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
          attribution,
        },
      }
  }
}

function quantity(random: () => number): Quantity {
  return {
    value: Math.ceil(random() * 1000) * 10 ** Math.floor(random() * 6),
    upper: null,
    unit: ['EUR', 'USD', '%', 'quays'][Math.floor(random() * 4)] ?? null,
    bound: random() < 0.3 ? 'about' : 'exact',
    approximate: false,
  }
}

function listOf<Member>(length: number, make: (nth: number) => Member): Member[] {
  return Array.from({ length }, (_, nth) => make(nth + 1))
}
