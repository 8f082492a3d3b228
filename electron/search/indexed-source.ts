import type { SourceId } from '../../shared/model/ids'
import type { SourceKind } from '../../shared/model/source'
import type { Note, SearchedSource, Sheet, TextSheet } from '../../shared/search/sheet'
import type { Plain } from './cache-files'

type Parts = {
  readonly id: SourceId
  readonly kind: SourceKind
  readonly date: string | null
  readonly stamp: string
  readonly textKey: string
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
  /** The state of its folders for which all this is true. */
  readonly stamp: string
  /** Which version and which overlay the text is. */
  readonly textKey: string
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

  /** A text that was in memory is in a file from now on. */
  moved(sheet: 'side' | 'text', plain: Plain): void {
    this.#plain = { ...this.#plain, [sheet]: plain }
  }
}
