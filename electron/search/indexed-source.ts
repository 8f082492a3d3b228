import type { SourceId } from '../../shared/model/ids'
import type { SourceKind } from '../../shared/model/source'
import {
  type Note,
  plainLength,
  type SearchedSource,
  type Sheet,
  type TextSheet,
} from '../../shared/search/sheet'
import type { NewSheet, Plain } from './cache-files'

type Parts = {
  readonly id: SourceId
  readonly kind: SourceKind
  readonly date: string | null
  readonly stamp: string | null
  readonly textKey: string | null
  readonly side: Sheet
  readonly text: TextSheet
  readonly plain: { readonly side: Plain; readonly text: Plain }
  readonly notes: () => readonly Note[]
}

/** A source that is searched, with where its texts lie. */
export class IndexedSource implements SearchedSource {
  readonly id: SourceId
  readonly kind: SourceKind
  readonly date: string | null
  readonly side: Sheet
  readonly text: TextSheet
  readonly notes: () => readonly Note[]
  /** The state of its folders for which all this is true; null when something of it could not be read. */
  readonly stamp: string | null
  /** Which version and which overlay the text is; null when it could not be read. */
  readonly textKey: string | null
  #plain: Parts['plain']

  constructor({ id, kind, date, stamp, textKey, side, text, plain, notes }: Parts) {
    this.id = id
    this.kind = kind
    this.date = date
    this.stamp = stamp
    this.textKey = textKey
    this.side = side
    this.text = text
    this.notes = notes
    this.#plain = plain
  }

  get plain(): Parts['plain'] {
    return this.#plain
  }

  /** The sheet of its text, to be kept; none where it could not be read. */
  textToKeep(): NewSheet[] {
    const { id, textKey: key, text, plain } = this
    if (key === null) return []
    const { version, visible } = text
    return [
      {
        record: { sheet: text, notes: () => [] },
        head: (place) => ({ of: 'text', source: id, key, version, visible, place }),
        plain: plain.text.slice(0, plainLength(text)),
        moved: (moved) => this.moved('text', moved),
      },
    ]
  }

  /** The sheet of all else; none where something could not be read, since what is kept is believed. */
  sideToKeep(): NewSheet[] {
    const { id, stamp, textKey: text, kind, date, side, notes, plain } = this
    if (stamp === null || text === null) return []
    return [
      {
        record: { sheet: side, notes },
        head: (place) => ({ of: 'side', source: id, stamp, text, kind, date, place }),
        plain: plain.side.slice(0, plainLength(side)),
        moved: (moved) => this.moved('side', moved),
      },
    ]
  }

  /** A text that was in memory is in a file from now on. */
  moved(sheet: 'side' | 'text', plain: Plain): void {
    this.#plain = { ...this.#plain, [sheet]: plain }
  }
}
