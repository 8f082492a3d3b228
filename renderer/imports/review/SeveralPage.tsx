import { type SyntheticEvent, useId, useState } from 'react'
import type { AlikeVerdict } from '../../../shared/contract/alike-verdict'
import { dateOf } from '../../../shared/model/arrange-library'
import type { SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { reads } from '../../../shared/model/reads'
import { type SourceDetails, SourceKind } from '../../../shared/model/source'
import { detailFault, detailWords, useReadDetail } from '../../state/detail-fields'
import { sentenceOf } from '../../state/host'
import { useHost, useRefusal } from '../../state/host-context'
import { useStatus } from '../../state/status'
import { shortcut } from '../../ui/shortcut'
import { VirtualList } from '../../ui/VirtualList'
import { count, listOf, publishedBy, sourceKindWords } from '../../ui/words'
import { dayOf } from '../file-words'
import { decideAll, type Several, setDetails } from './change-several'
import { verdictWords } from './decide-alike'
import { languageChoices, languageWords } from './languages'
import { useReview } from './review-context'

const lines = ['outlet', 'via', 'published'] as const

type Props = {
  /** The texts of the import that are in the notebook. */
  readonly of: readonly SourceId[]
  /** Those of them that share passages with another text, and wait for a decision. */
  readonly asked: readonly SourceId[]
}

/** Sets details of many texts at once, and decides about all that are like others; each is one step to undo. */
export function SeveralPage({ of, asked }: Props) {
  const id = useId()
  const host = useHost()
  const status = useStatus()
  const refusal = useRefusal()
  const read = useReadDetail()
  const { sources, onReview } = useReview()
  const here = of.flatMap((one) => sources.find((source) => source.id === one) ?? [])
  const [left, setLeft] = useState<ReadonlySet<SourceId>>(new Set())
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const chosen = here.filter((source) => !left.has(source.id)).map((source) => source.id)
  const alike = chosen.filter((source) => asked.includes(source))
  const disabled = refusal !== null || busy
  const draft = (name: string) => drafts[name] ?? ''
  const write = (name: string, value: string) => setDrafts({ ...drafts, [name]: value })
  const turn = (source: SourceId) => {
    const next = new Set(left)
    if (!next.delete(source)) next.add(source)
    setLeft(next)
  }

  const run = async (words: string, work: () => Promise<Several>) => {
    setBusy(true)
    try {
      const { changed, failures } = await work()
      const [first] = failures
      if (first !== undefined)
        status.refuse(
          `${words} of ${count(changed, 'text')}; ${failures.length.toLocaleString('en')} refused: ${first}`,
        )
      else status.say(`${words} of ${count(changed, 'text')}. ${shortcut('Z')} takes it back.`)
    } catch (error) {
      status.refuse(sentenceOf(error))
    }
    setBusy(false)
  }

  const apply = async (event: SyntheticEvent) => {
    event.preventDefault()
    const details: Partial<Record<keyof SourceDetails, unknown>> = {}
    for (const name of lines) {
      const words = draft(name).trim()
      if (words === '') continue
      const fault = detailFault(name, words)
      const answer = fault === null ? await read(name, words) : { fault }
      if ('fault' in answer) {
        setWrong(answer.fault)
        return
      }
      details[name] = answer.value
    }
    setWrong(null)
    const kind = SourceKind.safeParse(draft('kind'))
    if (kind.success) details.kind = kind.data
    const language = draft('language')
    if (language !== '') Object.assign(details, { language, direction: reads(language) })
    const names = Object.keys(details).filter((name) => name !== 'direction')
    if (names.length === 0 || chosen.length === 0) return
    // Each was read above as what it stands for, and the host checks it.
    await run(`Set ${listOf(names)}`, () => setDetails(host, chosen, details as Partial<SourceDetails>))
    setDrafts({})
  }
  const decide = (verdict: AlikeVerdict) =>
    run(`Decided “${verdictWords[verdict]}”`, () => decideAll(host, alike, verdict))

  return (
    <>
      <form
        className="several"
        aria-label="Details of all chosen texts"
        onSubmit={(event) => void apply(event)}
      >
        {lines.map((name) => (
          <div key={name}>
            <label htmlFor={`${id}-${name}`}>{detailWords[name].label}</label>
            <input
              id={`${id}-${name}`}
              className="field"
              dir="auto"
              placeholder="as it is"
              value={draft(name)}
              disabled={disabled}
              onChange={({ target }) => write(name, target.value)}
            />
          </div>
        ))}
        <div>
          <label htmlFor={`${id}-language`}>Language</label>
          <select
            id={`${id}-language`}
            className="field"
            value={draft('language')}
            disabled={disabled}
            onChange={({ target }) => write('language', target.value)}
          >
            <option value="">as it is</option>
            {languageChoices(null).map((tag) => (
              <option key={tag} value={tag}>
                {languageWords(tag)}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={`${id}-kind`}>Kind</label>
          <select
            id={`${id}-kind`}
            className="field"
            value={draft('kind')}
            disabled={disabled}
            onChange={({ target }) => write('kind', target.value)}
          >
            <option value="">as it is</option>
            {SourceKind.options.map((kind) => (
              <option key={kind} value={kind}>
                {sourceKindWords[kind]}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="btn line" disabled={disabled || chosen.length === 0}>
          Set for {count(chosen.length, 'text')}
        </button>
        {wrong === null ? null : (
          <p className="wrong" role="alert">
            {wrong}
          </p>
        )}
      </form>
      {asked.length === 0 ? null : (
        <section className="ask" aria-labelledby={`${id}-alike`}>
          <h2 id={`${id}-alike`}>
            {count(alike.length, 'chosen text shares', 'chosen texts share')} passages or an address with
            another
          </h2>
          <p>Decide about all of them at once; what is most alike counts. It is one step to undo.</p>
          <div className="acts">
            {(['version', 'duplicate', 'separate'] as const).map((verdict) => (
              <button
                key={verdict}
                type="button"
                className={verdict === 'version' ? 'btn line' : 'btn quiet'}
                disabled={disabled || alike.length === 0}
                onClick={() => void decide(verdict)}
              >
                {severalWords[verdict]}
              </button>
            ))}
          </div>
        </section>
      )}
      <section className="mark-group" aria-label="Texts">
        <div className="marks-head">
          <h2>
            Texts <span className="q num">{`${chosen.length} of ${here.length} chosen`}</span>
          </h2>
          <span className="grow" />
          <button type="button" className="btn quiet small" onClick={() => setLeft(new Set())}>
            Choose all
          </button>
          <button
            type="button"
            className="btn quiet small"
            onClick={() => setLeft(new Set(here.map((source) => source.id)))}
          >
            Choose none
          </button>
        </div>
        <div className="marks-many">
          <VirtualList label="Texts of the import" items={here} keyOf={(source) => source.id} estimate={44}>
            {(source) => (
              <TextRow
                source={source}
                chosen={!left.has(source.id)}
                onTurn={() => turn(source.id)}
                onReview={() => onReview(source.id)}
              />
            )}
          </VirtualList>
        </div>
      </section>
    </>
  )
}

const severalWords: Readonly<Record<AlikeVerdict, string>> = {
  version: 'New versions',
  duplicate: 'Duplicates: remove these',
  separate: 'Separate sources',
}

type RowProps = {
  readonly source: SourceSummary
  readonly chosen: boolean
  readonly onTurn: () => void
  readonly onReview: () => void
}

function TextRow({ source, chosen, onTurn, onReview }: RowProps) {
  const { title, kind } = source
  const date = dateOf(source)
  const when = date === null ? 'no date' : dayOf(date)
  const about = [publishedBy(source) ?? 'no outlet', when, sourceKindWords[kind]]
  return (
    <div className="mark">
      <input type="checkbox" aria-label={`Choose: ${title}`} checked={chosen} onChange={onTurn} />
      <div className="mark-body">
        <button type="button" className="quoted" aria-label={`Review: ${title}`} onClick={onReview}>
          <span dir="auto">{title}</span>
        </button>
        <div className="mark-from" dir="auto">
          {about.join(', ')}
        </div>
      </div>
    </div>
  )
}
