import { useState } from 'react'
import {
  acceptMarks,
  blocksOf,
  changeMark,
  markKinds,
  refuseMarks,
  type StructureEdit,
} from '../../../shared/model/review-structure'
import type { Structure, StructureMark } from '../../../shared/model/structure'
import { useRefusal } from '../../state/host-context'
import { Icon } from '../../ui/Icon'
import { VirtualList } from '../../ui/VirtualList'
import { count } from '../../ui/words'
import type { Text } from './Evidence'
import { MarkRow } from './MarkRow'
import { markWords } from './mark-words'

type Props = {
  readonly text: Text
  readonly structure: Structure
  readonly onEdit: (edit: StructureEdit) => void
}

/** More rows than this scroll in a frame of their own, and only those near it are drawn. */
const MANY = 40

/** What stretches of the text were taken for, kind by kind; each can be shown, accepted, changed or refused. */
export function StructurePart({ text, structure, onEdit }: Props) {
  const groups = markKinds
    .map((kind) => ({ kind, marks: structure.marks.filter((mark) => mark.kind === kind) }))
    .filter(({ marks }) => marks.length > 0)
  if (groups.length === 0)
    return <p className="q no-marks">No posts, headings, frame or repeats were found.</p>
  return (
    <>
      {groups.map(({ kind, marks }) => (
        <MarkGroup key={kind} kind={kind} marks={marks} text={text} structure={structure} onEdit={onEdit} />
      ))}
    </>
  )
}

type GroupProps = Props & { readonly kind: StructureMark['kind']; readonly marks: readonly StructureMark[] }

function MarkGroup({ kind, marks, text, structure, onEdit }: GroupProps) {
  const refusal = useRefusal()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { heading, hint } = markWords[kind]
  const blocks = blocksOf(structure, kind)
  const inferred = marks.filter(({ origin }) => origin === 'inferred').length
  const some = marks.filter((mark) => chosen.has(keyOf(mark)))
  const these = some.length === 0 ? marks : some
  const which = some.length === 0 ? 'all' : some.length.toLocaleString('en')
  const turn = (mark: StructureMark) => {
    const next = new Set(chosen)
    if (!next.delete(keyOf(mark))) next.add(keyOf(mark))
    setChosen(next)
  }
  const row = (mark: StructureMark) => (
    <MarkRow
      mark={mark}
      text={text}
      disabled={refusal !== null}
      chosen={chosen.has(keyOf(mark))}
      onChoose={() => turn(mark)}
      onAccept={() => onEdit(acceptMarks(text, structure, [mark]))}
      onRefuse={() => onEdit(refuseMarks(text, structure, [mark]))}
      onChange={(changed) => onEdit(changeMark(text, structure, mark, changed))}
    />
  )
  const panel = `marks-${kind}`
  return (
    <section className="mark-group" aria-label={heading}>
      <div className="marks-head">
        <h3>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? panel : undefined}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'chevron' : 'right'} size={13} />
            {heading} <span className="q num">{marks.length.toLocaleString('en')}</span>
          </button>
        </h3>
        <span className="q about">
          {blocks === marks.length ? '' : `${count(blocks, 'paragraph')}; `}
          {hint}
        </span>
        {inferred === 0 ? null : <span className="inf">inferred</span>}
      </div>
      {open ? (
        <div id={panel}>
          <div className="marks-acts" role="group" aria-label={`${heading}: several at once`}>
            <label>
              <input
                type="checkbox"
                checked={some.length === marks.length}
                ref={(box) => {
                  if (box !== null) box.indeterminate = some.length > 0 && some.length < marks.length
                }}
                onChange={() =>
                  setChosen(some.length === marks.length ? new Set() : new Set(marks.map(keyOf)))
                }
              />
              Choose all
            </label>
            <span className="grow" />
            <button
              type="button"
              className="btn quiet small"
              disabled={refusal !== null || these.every(({ origin }) => origin === 'hand')}
              onClick={() => onEdit(acceptMarks(text, structure, these))}
            >
              Accept {which}
            </button>
            <button
              type="button"
              className="btn quiet small"
              disabled={refusal !== null}
              onClick={() => {
                setChosen(new Set())
                onEdit(refuseMarks(text, structure, these))
              }}
            >
              Refuse {which}
            </button>
          </div>
          {marks.length > MANY ? (
            <div className="marks-many">
              <VirtualList label={heading} items={marks} keyOf={keyOf} estimate={58}>
                {row}
              </VirtualList>
            </div>
          ) : (
            <ul className="marks-list" aria-label={heading} data-rows="">
              {marks.map((mark) => (
                <li key={keyOf(mark)}>{row(mark)}</li>
              ))}
            </ul>
          )}
        </div>
      ) : null}
    </section>
  )
}

/** What tells a mark from the others of its text: two of one kind on one stretch say the same. */
function keyOf({ kind, from, to, evidence }: StructureMark): string {
  return `${kind} ${from} ${to} ${evidence?.start ?? ''}`
}
