import type { NotebookStore, StorePorts } from '../../../electron/store/notebook-store'
import { projectText } from '../../../shared/anchoring/text-projection'
import type { Annotation } from '../../../shared/model/annotation'
import type { Brief } from '../../../shared/model/brief'
import type { Actors, Codebook } from '../../../shared/model/codebook'
import type { Books } from '../../../shared/model/edit-codebook'
import type { SavedViews } from '../../../shared/model/excerpts'
import type { BriefId, SourceId } from '../../../shared/model/ids'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import type { Contents, Effect } from '../model'
import type { Random } from '../random'

/** One change of a notebook: what it does to the contents, and how it is made. */
export type Made = {
  readonly effect: Effect
  readonly make: (store: NotebookStore) => Promise<unknown>
}

/** A kind of change, how it is made up where it is possible, and how often that is done. */
export type Kind = readonly [name: string, make: (desk: Desk) => Made | null, weight: number]

export type Ports = Pick<StorePorts, 'newId' | 'now'>

/** What a change is chosen from: the contents, read as what they are. */
export class Desk {
  constructor(
    readonly contents: Contents,
    readonly random: Random,
    readonly ports: Ports,
  ) {}

  sources(place: 'library' | 'trash' = 'library'): Source[] {
    // Everything in the contents was put there as the JSON of what its key says.
    return this.#all<Source>('source ').filter(({ id }) => this.#place(id) === place)
  }

  briefs(place: 'library' | 'trash'): Brief[] {
    return this.#all<Brief>('brief ').filter(({ id }) => this.#place(id) === place)
  }

  /** Those of sources in the library, without the deleted ones. */
  annotations(): Annotation[] {
    return this.#inLibrary('annotation ')
  }

  /** Those that can come back: in the library, and of versions that are there and have their words. */
  deleted(): Annotation[] {
    return this.#inLibrary('deleted ').filter(({ target: { source, version, ranges } }) => {
      if (!this.contents.has(`version ${source} ${version}`)) return false
      const { text } = projectText(this.version(source, version).blocks)
      return ranges.every(({ quote, position: { start, end } }) => text.slice(start, end) === quote.exact)
    })
  }

  annotationsOf(source: SourceId): Annotation[] {
    return this.#all<Annotation>('annotation ').filter(({ target }) => target.source === source)
  }

  version(source: SourceId, number: number): Version {
    // As said above, here and below.
    return this.#one(`version ${source} ${number}`) as Version
  }

  books(): Books {
    return { codebook: this.#one('codebook') as Codebook, actors: this.#one('actors') as Actors }
  }

  views(): SavedViews {
    return this.#one('views') as SavedViews
  }

  /** Mostly short, and sometimes longer than the blocks of a disk. */
  memo(): string {
    const words = `looked at ${this.ports.now()}`
    return this.random.oneIn(6)
      ? `${words} ${'and thought about it at length. '.repeat(this.random.below(300))}`
      : words
  }

  some<Item>(items: readonly Item[]): Item | null {
    return items.length === 0 ? null : this.random.pick(items)
  }

  #inLibrary(prefix: string): Annotation[] {
    return this.#all<Annotation>(prefix).filter(({ target }) => this.#place(target.source) === 'library')
  }

  #place(id: SourceId | BriefId): unknown {
    return this.#one(`place ${id}`)
  }

  #one(key: string): unknown {
    return JSON.parse(this.contents.get(key) ?? 'null')
  }

  #all<What>(prefix: string): What[] {
    const found: What[] = []
    for (const [key, json] of this.contents) if (key.startsWith(prefix)) found.push(JSON.parse(json) as What)
    return found
  }
}

/** What something becomes, as a part of an effect. */
export function entry(key: string, value: unknown): readonly [string, string] {
  return [key, JSON.stringify(value)]
}

/** Answers `after` where it was told `before`: what the store remembers has to be what was acknowledged. */
export function into<Value>(before: Value, after: Value): (seen: Value) => Value {
  const expected = JSON.stringify(before)
  return (seen) => {
    if (JSON.stringify(seen) !== expected)
      throw new Error(`the store remembers ${JSON.stringify(seen)} where ${expected} was acknowledged`)
    return after
  }
}
