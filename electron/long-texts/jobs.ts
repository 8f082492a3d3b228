import { diffVersions } from '../../shared/anchoring/diff-versions'
import { type Place, placesOf } from '../../shared/anchoring/places-of'
import { sketchOf } from '../../shared/anchoring/sketch'
import type { DiffRow } from '../../shared/contract/intake'
import type { TargetRange } from '../../shared/model/annotation'
import type { Block } from '../../shared/model/version'
import { type InferredStructure, inferStructure, type Known } from '../../shared/structure/infer-structure'
import { type CarriedVersion, carryVersion, type VersionChange } from '../../shared/versions/carry-version'
import { blockingFileSystem } from '../store/blocking-file-system'
import { looker, type Unit } from '../store/check-unit'
import type { Found } from '../store/look'

type Blocks = readonly Block[]

/** What takes seconds with texts of some megabytes or with many files, by name: values in, values out. */
export type Jobs = {
  readonly carry: Job<VersionChange, CarriedVersion>
  readonly diff: Job<{ readonly before: Blocks; readonly after: Blocks }, DiffRow[]>
  readonly places: Job<{ readonly range: TargetRange; readonly text: string }, Place[]>
  readonly sketch: Job<{ readonly text: string }, string>
  readonly infer: Job<{ readonly blocks: Blocks; readonly known: Known }, InferredStructure>
  /** The first look at the files of some sources and documents; nothing is changed. */
  readonly look: Job<{ readonly notebook: string; readonly units: readonly Unit[] }, readonly Found[]>
}

export type Job<Input, Output> = {
  readonly run: (input: Input) => Output | Promise<Output>
  /** How much there is to do, in characters that are read. */
  readonly size: (input: Input) => number
}

/** To look for a highlight that is gone costs as much as so many characters. */
const PER_ANNOTATION = 1000
/** Files of any size may lie there, on a slow disk. */
const PER_UNIT = 1_000_000

export const jobs: Jobs = {
  carry: {
    run: carryVersion,
    size: ({ before, after, annotations }) =>
      charactersIn(before.blocks) + charactersIn(after.blocks) + PER_ANNOTATION * annotations.length,
  },
  diff: {
    run: ({ before, after }) => diffVersions(before, after),
    size: ({ before, after }) => charactersIn(before) + charactersIn(after),
  },
  places: { run: ({ range, text }) => placesOf(range, text), size: ({ text }) => text.length },
  sketch: { run: ({ text }) => sketchOf(text), size: ({ text }) => text.length },
  infer: {
    run: ({ blocks, known }) => inferStructure(blocks, known),
    size: ({ blocks }) => charactersIn(blocks),
  },
  look: {
    run: ({ notebook, units }) => looker(blockingFileSystem, notebook)(units),
    size: ({ units }) => PER_UNIT * units.length,
  },
}

function charactersIn(blocks: Blocks): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0)
}

export type InputOf<Name extends keyof Jobs> = Parameters<Jobs[Name]['run']>[0]
export type OutputOf<Name extends keyof Jobs> = Awaited<ReturnType<Jobs[Name]['run']>>

/** Does a job where nobody has to wait for it. Rejects with a Failure when that is not possible now. */
export type Work = <Name extends keyof Jobs>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>

/** Does the job in this very process, at once. */
export async function workHere<Name extends keyof Jobs>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  // The table holds under each name the job that takes and gives what `Jobs` says.
  const { run } = jobs[name] as unknown as Job<InputOf<Name>, OutputOf<Name>>
  return run(input)
}

/** How much there is to do. */
export function sizeOf<Name extends keyof Jobs>(name: Name, input: InputOf<Name>): number {
  // As above.
  const { size } = jobs[name] as unknown as Job<InputOf<Name>, OutputOf<Name>>
  return size(input)
}
