import { type MouseEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { formatDate } from '../../../shared/briefing/format-date'
import { reads } from '../../../shared/model/reads'
import { ruleWords } from '../../../shared/model/rule-words'
import { type Inference, type Source, type SourceDetails, SourceKind } from '../../../shared/model/source'
import {
  type DetailField,
  detailFault,
  detailText,
  detailWording,
  detailWords,
  useSaveDetail,
} from '../../state/detail-fields'
import { useRefusal, useTypingRefusal } from '../../state/host-context'
import { useKeptTexts } from '../../state/use-kept-texts'
import type { Refusal, SourceChange } from '../../state/use-source-change'
import { TextField } from '../../ui/TextField'
import { listOf, sourceKindWords } from '../../ui/words'
import { type Text, Words } from './Evidence'
import { languageChoices, languageWords } from './languages'

const fields: readonly DetailField[] = ['title', 'outlet', 'via', 'authors', 'published', 'updated', 'url']

type Props = {
  readonly source: Source
  readonly text: Text
  readonly onChange: (change: SourceChange) => Promise<Refusal | null>
}

/** Each detail with its value, which can be changed in place, and where it comes from. */
export function DetailsPart({ source, text, onChange }: Props) {
  const refusal = useRefusal()
  const isReadOnly = useTypingRefusal() !== null
  const kept = useKeptTexts('line')
  const save = useSaveDetail(source)
  const { details, inferences, revision } = source
  const [all, setAll] = useState(false)
  const inferenceOf = (field: keyof SourceDetails) => inferences.find((one) => one.field === field) ?? null
  const row = (field: keyof SourceDetails, label: string, value: React.ReactNode) => (
    <div key={field} className="ev-row" data-field={field}>
      <span className="ev-name" aria-hidden="true">
        {label}
      </span>
      <div className="ev-value">{value}</div>
      <div className="ev-from">
        <Origin
          inference={inferenceOf(field)}
          known={details[field] !== null && details[field].length > 0}
          text={text}
          words={field === 'kind' && details.kind === 'article' ? '' : 'as it was set'}
        />
      </div>
    </div>
  )
  // What neither is known nor was looked for in vain takes no room until it is asked for.
  const missing = fields.filter((name) => inferenceOf(name) === null && detailText(details, name) === '')
  // What the person asked to fill in has the focus, in the place of the button that is gone.
  const fillIn = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    const part = currentTarget.closest('section')
    flushSync(() => setAll(true))
    part?.querySelector<HTMLElement>(`[data-field="${missing[0]}"] .field`)?.focus()
  }
  const shown = all ? fields : fields.filter((name) => !missing.includes(name))
  return (
    <section className="ev" aria-label="Details">
      {shown.map((name) =>
        row(
          name,
          detailWords[name].label,
          <TextField
            label={detailWords[name].label}
            hideLabel
            value={isDate(name) ? formatDate(detailText(details, name)) : detailText(details, name)}
            revision={revision}
            check={(draft) => detailFault(name, draft)}
            onSave={(draft, isAgain) => save(name, draft, isAgain)}
            becomes={(draft) => detailWording(name, draft)}
            kept={kept(`${source.id} ${name} as read`)}
            disabled={isReadOnly}
            isAway={refusal !== null}
            multiline
          />,
        ),
      )}
      {row(
        'kind',
        'Kind',
        <select
          aria-label="Kind"
          className="field"
          value={details.kind}
          disabled={refusal !== null}
          onChange={({ target }) => void onChange({ details: { kind: SourceKind.parse(target.value) } })}
        >
          {SourceKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {sourceKindWords[kind]}
            </option>
          ))}
        </select>,
      )}
      {row(
        'language',
        'Language',
        <select
          aria-label="Language"
          className="field"
          value={details.language ?? ''}
          disabled={refusal !== null}
          onChange={({ target }) =>
            void onChange({
              details:
                target.value === ''
                  ? { language: null }
                  : { language: target.value, direction: reads(target.value) },
            })
          }
        >
          <option value="">not known</option>
          {languageChoices(details.language).map((tag) => (
            <option key={tag} value={tag}>
              {languageWords(tag)}, {reads(tag) === 'rtl' ? 'right to left' : 'left to right'}
            </option>
          ))}
        </select>,
      )}
      {all || missing.length === 0 ? null : (
        <div className="ev-missing">
          Not found: {listOf(missing.map((name) => detailWords[name].label.toLowerCase()))}.{' '}
          <button type="button" className="quoted" disabled={refusal !== null} onClick={fillIn}>
            Fill in
          </button>
        </div>
      )}
    </section>
  )
}

const isDate = (name: DetailField) => name === 'published' || name === 'updated'

/** So many letters of its words beside a detail are enough to know the place. */
const ENOUGH = 60

type OriginProps = {
  readonly inference: Inference | null
  /** False where the words that were found do not tell it. */
  readonly known: boolean
  readonly text: Text
  /** What is said of one that no rule found. */
  readonly words: string
}

/** Where a detail comes from: a rule and the words that it found, unless a person set it. */
function Origin({ inference, known, text, words }: OriginProps) {
  // A text is an article unless something says otherwise, which nobody set.
  if (inference === null) return known ? words : 'not found'
  const { field, evidence, support, rule } = inference
  const isDated = field === 'published' || field === 'updated'
  return (
    <>
      <span className="inf">
        {known
          ? 'inferred'
          : isDated
            ? 'cannot be dated; kept as written'
            : 'cannot be told; kept as written'}
      </span>
      , {ruleWords(rule)}
      {evidence === null ? null : (
        <>
          {evidence.version === text.version.number ? ': ' : ', '}
          <Words text={text} passage={evidence} most={ENOUGH} />
        </>
      )}
      {support === undefined || support.version !== text.version.number ? null : (
        <>
          {' with '}
          <Words text={text} passage={support} most={ENOUGH} />
        </>
      )}
    </>
  )
}
