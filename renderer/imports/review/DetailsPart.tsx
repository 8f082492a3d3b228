import { type Inference, type Source, type SourceDetails, SourceKind } from '../../../shared/model/source'
import {
  type DetailField,
  detailFault,
  detailText,
  detailWords,
  useSaveDetail,
} from '../../state/detail-fields'
import { useRefusal } from '../../state/host-context'
import type { SourceChange } from '../../state/use-source-change'
import { TextField } from '../../ui/TextField'
import { sourceKindWords } from '../../ui/words'
import { type Text, Words } from './Evidence'
import { languageChoices, languageWords, reads } from './languages'
import { ruleWords } from './rule-words'

const fields: readonly DetailField[] = ['title', 'outlet', 'via', 'authors', 'published', 'updated', 'url']

type Props = {
  readonly source: Source
  readonly text: Text
  readonly onChange: (change: SourceChange) => Promise<string | null>
}

/** Each detail with its value, which can be changed in place, and where it comes from. */
export function DetailsPart({ source, text, onChange }: Props) {
  const refusal = useRefusal()
  const save = useSaveDetail(source)
  const { details, inferences, revision } = source
  const inferenceOf = (field: keyof SourceDetails) => inferences.find((one) => one.field === field) ?? null
  const row = (field: keyof SourceDetails, label: string, value: React.ReactNode) => (
    <div key={field} className="ev-row">
      <span className="ev-name" aria-hidden="true">
        {label}
      </span>
      <div className="ev-value">{value}</div>
      <div className="ev-from">
        <Origin
          inference={inferenceOf(field)}
          known={details[field] !== null && details[field].length > 0}
          text={text}
        />
      </div>
    </div>
  )
  return (
    <section className="ev" aria-label="Details">
      {fields.map((name) =>
        row(
          name,
          detailWords[name].label,
          <TextField
            label={detailWords[name].label}
            hideLabel
            value={detailText(details, name)}
            revision={revision}
            check={(draft) => detailFault(name, draft)}
            onSave={(draft) => save(name, draft)}
            disabled={refusal !== null}
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
    </section>
  )
}

/** Where a detail comes from: a rule, the words that it found, and whether a person has looked at it. */
function Origin({ inference, known, text }: { inference: Inference | null; known: boolean; text: Text }) {
  if (inference === null) return known ? 'as it was set' : <span className="q">not found</span>
  const { evidence, support, rule } = inference
  return (
    <>
      {evidence === null ? ruleWords(rule) : <Words text={text} passage={evidence} />}
      {support === undefined ? null : (
        <>
          {' '}
          with <Words text={text} passage={support} />
        </>
      )}
      {'; '}
      <span className="inf" title={evidence === null ? undefined : ruleWords(rule)}>
        {known
          ? 'inferred'
          : isDate(inference)
            ? 'cannot be dated; kept as written'
            : 'cannot be told; kept as written'}
      </span>
    </>
  )
}

function isDate({ field }: Inference): boolean {
  return field === 'published' || field === 'updated'
}
