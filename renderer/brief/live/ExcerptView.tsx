import { excerptOf } from '../../../shared/model/annotation'
import { shortened } from '../../../shared/model/shortened'
import { useCodebook } from '../../state/codebook'
import { Icon } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'
import type { ExcerptViewProps } from '../editor/editor-props'
import { factsInShort, outletOf, placeOf } from './place-words'
import { WordChanges } from './WordChanges'
import './live.css'

/** What is recorded about a passage stands in the line of its place where both have so many letters, else in one of its own. */
const MOST_IN_LINE = 66

/** A passage as the brief quotes it: its words, what is recorded about it, where it was read, and what became of it. */
export function ExcerptView(props: ExcerptViewProps) {
  const { attrs, state, selected } = props
  const { nameOf } = useCodebook()
  const annotation = 'annotation' in state ? state.annotation : null
  const kind = annotation?.body.kind ?? null
  const facts = annotation === null ? [] : factsInShort(annotation.body, excerptOf(annotation.target), nameOf)
  const inLine = [...facts, placeOf(props.source)].join(' · ').length <= MOST_IN_LINE
  const marked = state.status === 'stale' || state.status === 'deleted'
  const classes = ['ex', kind ?? '', marked ? 'stale' : '', selected ? 'selected' : '']
  return (
    <div
      role="group"
      aria-label={kind === null ? 'Excerpt' : `${kindWords[kind].one} quoted`}
      className={classes.filter((one) => one !== '').join(' ')}
    >
      <blockquote dir="auto">
        {state.status === 'stale' ? <WordChanges old={attrs.exact} now={state.words} /> : attrs.exact}
      </blockquote>
      {inLine
        ? null
        : facts.map((fact) => (
            <p key={fact} className="note" dir="auto">
              {fact}
            </p>
          ))}
      <div className="src">
        <SourceLine {...props} facts={inLine ? facts : []} />
      </div>
    </div>
  )
}

function SourceLine(props: ExcerptViewProps & { readonly facts: readonly string[] }) {
  const { attrs, state, source, disabled, facts, onOpen, onUseNew, onKeep, onRemove } = props
  const remove = (
    <button
      type="button"
      className="btn small quiet remove"
      aria-label={`Remove from the brief: ${shortened(attrs.exact)}`}
      disabled={disabled}
      onClick={onRemove}
    >
      Remove
    </button>
  )
  switch (state.status) {
    case 'unknown':
      return (
        <>
          <span dir="auto">{placeOf(source)}</span>
          <span className="grow" />
          {remove}
        </>
      )
    case 'deleted':
      return (
        <>
          <Icon name="stale" size={12} className="signal" />
          <span>
            <b>Deleted since.</b> These are the words last seen.
          </span>
          <span className="grow" />
          {remove}
        </>
      )
    case 'stale':
      return (
        <>
          <Icon name="stale" size={12} className="signal" />
          <b>Stale</b>
          <button type="button" className="txt" onClick={onOpen}>
            <span className="sr">Open the passage: </span>
            {changedIn(state.annotation.target.version, source === null ? null : outletOf(source))}
          </button>
          <span className="grow" />
          <span className="choice">
            {remove}
            <button type="button" className="btn small line" disabled={disabled} onClick={onUseNew}>
              Use new words
            </button>
            <button type="button" className="btn small quiet" disabled={disabled} onClick={onKeep}>
              Keep
              <span className="sr"> the old words</span>
            </button>
          </span>
        </>
      )
    case 'same':
    case 'declined': {
      const { kind } = state.annotation.body
      return (
        <>
          <Icon name={kind} size={11} className={kind} />
          <button type="button" className="txt" onClick={onOpen}>
            <span className="sr">{kindWords[kind].one}, open the passage: </span>
            <bdi>{[...facts, placeOf(source)].join(' · ')}</bdi>
          </button>
          <span className="grow" />
          {remove}
          <span className="state">
            {state.status === 'same' ? 'live' : <span title={`Now: ${state.words}`}>older words kept</span>}
          </span>
        </>
      )
    }
  }
}

function changedIn(version: number, outlet: string | null): string {
  const of = outlet ?? 'its source'
  return version > 1 ? `changed in version ${version} of ${of}` : `highlight changed in ${of}`
}
