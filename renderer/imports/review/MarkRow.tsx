import { blockSpan } from '../../../shared/anchoring/text-projection'
import { isPlain, placeOf, plainKinds, takenFor } from '../../../shared/model/review-structure'
import { shortened } from '../../../shared/model/shortened'
import type { StructureMark } from '../../../shared/model/structure'
import { TextField } from '../../ui/TextField'
import { type Text, Words } from './Evidence'
import { markWords } from './mark-words'
import { useReview } from './review-context'

type Props = {
  readonly mark: StructureMark
  readonly text: Text
  readonly disabled: boolean
  readonly chosen: boolean
  readonly onChoose: () => void
  readonly onAccept: () => void
  readonly onRefuse: () => void
  readonly onChange: (changed: StructureMark) => void
}

/** One stretch of the text, what it was taken for and by which words. */
export function MarkRow({ mark, text, disabled, chosen, onChoose, onAccept, onRefuse, onChange }: Props) {
  const { onShow } = useReview()
  const { version, projection } = text
  const from = placeOf(mark.from) - 1
  const to = placeOf(mark.to) - 1
  const words = shortened(version.blocks[from]?.text ?? '', 110)
  const name = `${markWords[mark.kind].one}, “${shortened(words, 40)}”`
  const span = { start: blockSpan(projection, from).start, end: blockSpan(projection, to).end }
  const { evidence } = mark
  // Of words that are the whole stretch the row says nothing new.
  const isBeside =
    evidence !== null && (evidence.start > span.start || evidence.end < blockSpan(projection, from).end)
  return (
    <div className="mark">
      <input type="checkbox" aria-label={`Choose: ${name}`} checked={chosen} onChange={onChoose} />
      <div className="mark-body">
        <button
          type="button"
          className="quoted"
          aria-label={`Show in text: “${words}”`}
          onClick={() => onShow(text.source, span)}
        >
          <span dir="auto">{words}</span>
        </button>
        <div className="mark-from">
          {from === to ? `paragraph ${from + 1}` : `paragraphs ${from + 1}–${to + 1}`}
          <Beside mark={mark} text={text} />
          {'; '}
          {mark.origin === 'hand' ? 'accepted' : <span className="inf">inferred</span>}
          {isBeside && mark.kind !== 'reference' ? (
            <>
              {' by '}
              <Words text={text} passage={evidence} />
            </>
          ) : null}
        </div>
      </div>
      <div className="mark-acts">
        <Fields mark={mark} name={name} disabled={disabled} onChange={onChange} />
        {mark.origin === 'inferred' ? (
          <button
            type="button"
            className="btn quiet small"
            aria-label={`Accept: ${name}`}
            disabled={disabled}
            onClick={onAccept}
          >
            Accept
          </button>
        ) : null}
        <button
          type="button"
          className="btn quiet small"
          aria-label={`${markWords[mark.kind].refuse}: ${name}`}
          disabled={disabled}
          onClick={onRefuse}
        >
          {markWords[mark.kind].refuse}
        </button>
      </div>
    </div>
  )
}

/** What a stretch has to do with another. */
function Beside({ mark, text }: { mark: StructureMark; text: Text }) {
  const { onShow, onReview } = useReview()
  if (mark.kind === 'repeat') {
    const of = placeOf(mark.of) - 1
    return (
      <>
        {', says again '}
        <button
          type="button"
          className="quoted"
          onClick={() => onShow(text.source, blockSpan(text.projection, of))}
        >
          paragraph {of + 1}
        </button>
      </>
    )
  }
  if (mark.kind === 'reference') {
    const { post, evidence } = mark
    return (
      <>
        {evidence === null ? null : (
          <>
            {', '}
            <q dir="auto">{text.projection.text.slice(evidence.start, evidence.end)}</q>
          </>
        )}
        {post === null ? (
          ': no such time in this copy'
        ) : (
          <>
            {' leads to '}
            <button
              type="button"
              className="quoted"
              onClick={() => onShow(text.source, blockSpan(text.projection, placeOf(post) - 1))}
            >
              “{shortened(text.version.blocks[placeOf(post) - 1]?.text ?? '', 40)}”
            </button>
          </>
        )}
      </>
    )
  }
  if (mark.kind === 'unrelated' && mark.source !== undefined) {
    const { source } = mark
    return (
      <>
        {', '}
        <button type="button" className="quoted" onClick={() => onReview(source)}>
          a source of its own
        </button>
      </>
    )
  }
  return null
}

type FieldProps = Pick<Props, 'mark' | 'disabled' | 'onChange'> & { readonly name: string }

/** What can be changed about a stretch beside being it or not. */
function Fields({ mark, name, disabled, onChange }: FieldProps) {
  const { kind } = mark
  if (kind === 'post')
    return (
      <>
        <span aria-hidden="true">time</span>
        <Field
          label={`Time: ${name}`}
          className="short"
          value={mark.time}
          disabled={disabled}
          onChange={(time) => onChange({ ...mark, time })}
        />
        <label className="updated-tick">
          <input
            type="checkbox"
            checked={mark.updated}
            disabled={disabled}
            onChange={({ target }) => onChange({ ...mark, updated: target.checked })}
          />
          updated
        </label>
      </>
    )
  return (
    <>
      {kind === 'quote' ? (
        <>
          <span aria-hidden="true">speaker</span>
          <Field
            label={`Speaker: ${name}`}
            className="name"
            value={mark.speaker}
            disabled={disabled}
            onChange={(speaker) => onChange({ ...mark, speaker })}
          />
        </>
      ) : null}
      {isPlain(kind) ? (
        <select
          aria-label={`What it is: ${name}`}
          className="field"
          value={kind}
          disabled={disabled}
          onChange={({ target }) => {
            const wanted = plainKinds.find((plain) => plain === target.value)
            if (wanted !== undefined) onChange(takenFor(mark, wanted))
          }}
        >
          {plainKinds.map((plain) => (
            <option key={plain} value={plain}>
              {markWords[plain].one}
            </option>
          ))}
        </select>
      ) : null}
    </>
  )
}

type OneField = {
  readonly label: string
  readonly className: string
  readonly value: string | null
  readonly disabled: boolean
  readonly onChange: (value: string | null) => void
}

/** A short line about a stretch, as the text writes it; emptied, it is not known. */
function Field({ label, className, value, disabled, onChange }: OneField) {
  return (
    <TextField
      label={label}
      hideLabel
      className={className}
      value={value ?? ''}
      revision={0}
      check={(draft) => (draft.length <= 100 ? null : 'Write at most 100 characters.')}
      onSave={async (draft) => {
        onChange(draft === '' ? null : draft)
        return null
      }}
      disabled={disabled}
    />
  )
}
