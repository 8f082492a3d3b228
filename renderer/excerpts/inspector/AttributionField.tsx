import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { AttributionChain, Hop } from '../../../shared/model/annotation'
import { AddByName } from './AddByName'
import { moveHop, nextRole, roleWords } from './attribution'
import { FieldRow } from './FieldRow'
import { HopForm } from './HopForm'
import type { Offer } from './OfferLine'
import type { Draft } from './use-annotation-draft'

type Props = {
  readonly draft: Draft
  readonly value: AttributionChain
  /** Who published the source. */
  readonly outlet: string | null
  readonly offer: Offer | null
}

/** The most hops that a chain has. */
const MOST = 20

/** From the outlet down to who knows. A hop opens by Enter, moves by Alt and the arrows, and goes by Delete. */
export function AttributionField({ draft, value, outlet, offer }: Props) {
  const [opened, setOpened] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  /** The hop that is to have the focus once it is drawn. */
  const next = useRef<number | null>(null)
  useEffect(() => {
    if (next.current === null) return
    const chips = list.current?.querySelectorAll<HTMLElement>('.hop > .pill') ?? []
    chips[Math.min(next.current, chips.length - 1)]?.focus()
    next.current = null
  })

  const make = (attribution: AttributionChain) => draft.make({ attribution })
  const change = (index: number, hop: Partial<Hop>) =>
    make(value.map((one, at) => (at === index ? { ...one, ...hop } : one)))
  const remove = (index: number) => {
    next.current = index
    setOpened(null)
    make(value.toSpliced(index, 1))
  }
  const move = (index: number, by: -1 | 1) => {
    const to = index + by
    if (to < 0 || to >= value.length) return
    if (opened === index) setOpened(to)
    else next.current = to
    make(moveHop(value, index, by))
  }
  const add = (hop: Pick<Hop, 'actor' | 'asWritten' | 'anonymous'>) =>
    make([...value, { role: nextRole(value, outlet, hop.asWritten), ...hop }])
  const onKeyDown = (index: number) => (event: KeyboardEvent) => {
    if (event.altKey && event.key === 'ArrowUp') move(index, -1)
    else if (event.altKey && event.key === 'ArrowDown') move(index, 1)
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(index)
    else return
    event.preventDefault()
  }

  return (
    <FieldRow
      draft={draft}
      field="attribution"
      name="Attribution"
      label="Attribution"
      offer={value.length === 0 ? offer : null}
      read={value.length === 0 ? null : <Chain chain={value} />}
    >
      <div className="chain-field">
        <ol ref={list} className="chain" aria-label="Attribution, from the outlet to who knows">
          {placed(value).map(({ hop, index, place }) => (
            <li key={place} className={hop.anonymous ? 'hop anon' : 'hop'}>
              <button
                type="button"
                className="pill"
                aria-expanded={opened === index}
                aria-label={`${hop.asWritten}, ${sayRole(hop)}, ${index + 1} of ${value.length}`}
                title="Enter opens it, Alt and the arrows move it, Delete removes it"
                onClick={() => setOpened(opened === index ? null : index)}
                onKeyDown={onKeyDown(index)}
              >
                <span dir="auto">{hop.asWritten}</span>
              </button>
              <small>{sayRole(hop)}</small>
              {opened === index ? (
                <HopForm
                  hop={hop}
                  draft={draft}
                  onChange={(changed) => change(index, changed)}
                  onMove={(by) => move(index, by)}
                  onRemove={() => remove(index)}
                  onClose={() => {
                    next.current = index
                    setOpened(null)
                  }}
                />
              ) : null}
            </li>
          ))}
        </ol>
        {value.length >= MOST ? null : (
          <AddByName
            kind="actor"
            label={value.length === 0 ? 'Add who says it' : 'Add a hop'}
            onPick={(actor, asWritten) => add({ actor, asWritten, anonymous: false })}
            other={{
              word: 'No name, described as',
              onTake: (asWritten) => add({ actor: null, asWritten, anonymous: true }),
            }}
          />
        )}
      </div>
    </FieldRow>
  )
}

/** The chain where it is only read. */
function Chain({ chain }: { readonly chain: AttributionChain }) {
  return (
    <ol className="chain">
      {placed(chain).map(({ hop, place }) => (
        <li key={place} className={hop.anonymous ? 'hop anon' : 'hop'}>
          <span className="pill" dir="auto">
            {hop.asWritten}
          </span>
          <small>{sayRole(hop)}</small>
        </li>
      ))}
    </ol>
  )
}

/** Hops have no identity but their place. */
function placed(chain: AttributionChain) {
  return chain.map((hop, index) => ({ hop, index, place: `hop ${index + 1}` }))
}

function sayRole({ role, anonymous }: Hop): string {
  return anonymous ? 'no name' : roleWords[role]
}
