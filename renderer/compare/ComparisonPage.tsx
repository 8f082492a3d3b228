import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import type { NotebookEvent } from '../../shared/contract/events'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import { usePreferences } from '../state/preferences'
import { type Asked, useAnswer } from '../state/use-answer'
import { kindWords } from '../ui/kinds'
import { CellPanel } from './CellPanel'
import { ClaimsPage } from './ClaimsPage'
import { type CellPlace, type Comparison, cellKey } from './comparing'
import { FiguresPage } from './FiguresPage'
import { focusWhenThere } from './focus-when-there'
import { PositionsPage } from './PositionsPage'

type Props = {
  /** What is compared; null when every source was left out. */
  readonly filter: ExcerptFilter | null
  /** Takes the narrowing away; null when there is none. */
  readonly onClear: (() => void) | null
  readonly cell: CellPlace | null
  readonly onCell: (cell: CellPlace | null) => void
  /** The person came by a command: the focus goes to what is shown, once it is there. */
  readonly arriving: boolean
  readonly onArrived: () => void
}

/** One of the three comparisons, with what is opened in it. */
export function ComparisonPage({ comparison, ...props }: Props & { readonly comparison: Comparison }) {
  switch (comparison) {
    case 'figures':
      return <Figures {...props} />
    case 'positions':
      return <Positions {...props} />
    case 'claims':
      return <Claims {...props} />
  }
}

function Figures({ filter, onClear, ...arrival }: Props) {
  const { value, failure } = useKept(
    useAnswer('compare.figures', filter === null ? null : { filter }, changesComparison),
  )
  useArrival(arrival, value !== null)
  const empty = <Empty kind="figure" isNarrowed={onClear !== null} />
  return (
    <Page failure={failure} isEmpty={filter === null}>
      {value === null ? null : <FiguresPage comparison={value} empty={empty} onClear={onClear} />}
    </Page>
  )
}

function Positions({ filter, onClear, cell, onCell, ...arrival }: Props) {
  const { value, failure } = useKept(
    useAnswer('compare.positions', filter === null ? null : { filter }, changesComparison),
  )
  const { compareAsTable } = usePreferences().preferences
  const [takesFocus, setTakesFocus] = useState(false)
  useArrival(arrival, value !== null)
  const open = compareAsTable ? null : cell
  const opened = open && value?.cells.find((one) => cellKey(one) === cellKey(open))
  return (
    <>
      <Page failure={failure} isEmpty={filter === null}>
        {value === null ? null : (
          <PositionsPage
            comparison={value}
            open={open}
            onOpenCell={(place, byKey) => {
              setTakesFocus(byKey)
              onCell(place)
            }}
            empty={<Empty kind="position" isNarrowed={onClear !== null} />}
            onClear={onClear}
          />
        )}
      </Page>
      {open === null ? null : (
        <CellPanel
          key={cellKey(open)}
          place={open}
          cell={filter === null ? undefined : (opened ?? undefined)}
          takesFocus={takesFocus}
          onClose={() => {
            onCell(null)
            activeCell()?.focus()
          }}
        />
      )}
    </>
  )
}

function Claims({ filter, onClear, ...arrival }: Props) {
  const { value, failure } = useKept(
    useAnswer('compare.claims', filter === null ? null : { filter }, changesComparison),
  )
  useArrival(arrival, value !== null)
  const empty = <Empty kind="claim" isNarrowed={onClear !== null} />
  return (
    <Page failure={failure} isEmpty={filter === null}>
      {value === null ? null : <ClaimsPage comparison={value} empty={empty} onClear={onClear} />}
    </Page>
  )
}

type PageProps = { readonly failure: string | null; readonly isEmpty: boolean; readonly children: ReactNode }

function Page({ failure, isEmpty, children }: PageProps) {
  return (
    <section className="page" aria-label="Reader">
      {isEmpty ? (
        <div className="empty centre">
          <h1>No source is compared</h1>
          Check at least one under “Sources compared”.
        </div>
      ) : (
        (children ?? <p className="empty centre">{failure}</p>)
      )}
    </section>
  )
}

const fields = {
  figure:
    'give them a measure in the Inspector. Those that count the same thing then stand on one scale here',
  position:
    'say in the Inspector who stands where on which issue. Each actor is then a row here, each issue a column',
  claim: 'give them an issue and say who knows. Where they come from is then drawn here, issue by issue',
} as const

/** What to do when there is nothing to compare. */
function Empty({ kind, isNarrowed }: { kind: keyof typeof fields; isNarrowed: boolean }) {
  const { one, many, key } = kindWords[kind]
  if (isNarrowed)
    return <p className="empty">No {one.toLowerCase()} is left with what this is narrowed to.</p>
  return (
    <p className="empty">
      Tag {many.toLowerCase()} in a text: select words and press {key}. Then {fields[kind]}.
    </p>
  )
}

/** What a host tells that may change a comparison: annotations, their sources, or what entries are called. */
export function changesComparison({ kind }: NotebookEvent): boolean {
  return kind === 'annotations' || kind === 'library' || kind === 'source' || kind === 'codebook'
}

/** The answer to the last question while the present one is asked, so that what is read does not flash by. */
function useKept<Value>({ value, failure }: Asked<Value>): Asked<Value> {
  const [kept, setKept] = useState(value)
  if (value !== null && value !== kept) setKept(value)
  return { value: value ?? (failure === null ? kept : null), failure }
}

/** Gives the focus to what is shown. */
function useArrival({ arriving, onArrived }: Pick<Props, 'arriving' | 'onArrived'>, isThere: boolean): void {
  const arrived = useEffectEvent(onArrived)
  useEffect(() => {
    if (!arriving || !isThere) return undefined
    return focusWhenThere(() => {
      const grid = document.querySelector('main .mx')
      return grid === null ? document.querySelector<HTMLElement>('main .cmp-head h1') : activeCell()
    }, arrived)
  }, [arriving, isThere])
}

/** The cell of the matrix that takes the keys. */
function activeCell(): HTMLElement | null {
  return document.querySelector('main .mx .cell[tabindex="0"]')
}
