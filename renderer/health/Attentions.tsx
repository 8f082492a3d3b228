import type { ReactNode } from 'react'
import type { Input } from '../../shared/contract/calls'
import { assertNever } from '../../shared/model/assert-never'
import type { ConflictCopy } from '../../shared/model/health'
import { shortened } from '../../shared/model/shortened'
import { useAttempt } from '../state/use-attempt'
import { shortcut } from '../ui/shortcut'
import type { Attention } from './attention'
import { differenceWords, spaceWords } from './health-words'
import { IncidentItem } from './IncidentItem'
import { Item, Items } from './Items'
import { momentWords } from './moment-words'
import { useKeepBoth } from './use-keep-both'

type Props = { readonly attention: readonly Attention[]; readonly now: Date }

/** What a person has to decide or to do. */
export function Attentions({ attention, now }: Props) {
  if (attention.length === 0) return null
  const items = attention.map((one) => [keyOf(one), <Thing key={keyOf(one)} one={one} now={now} />] as const)
  return <Items id="health-attention" title="Wants your attention" items={items} />
}

function Thing({ one, now }: { readonly one: Attention; readonly now: Date }) {
  switch (one.kind) {
    case 'conflict':
      return <Conflict copy={one.copy} now={now} />
    case 'incident':
      return <IncidentItem incident={one.incident} isOpen now={now} />
    case 'backup':
      return (
        <Told title="The last backup could not be made">
          {one.why} The next backup is tried after the next change.
        </Told>
      )
    case 'gone':
      return (
        <Told title="The folder of this notebook is gone">
          It lay in <span className="path">{one.folder}</span>. If its disk is not plugged in, plug it in; if
          it was moved, move it back: then all goes on as it was. If it was deleted, make it anew from a
          backup outside, where there is one, below. What is not saved yet stays in this window: copy it
          before you close it.
        </Told>
      )
    case 'space':
      return (
        <Told title={`Only ${spaceWords(one.free)} free on the disk of the notebook`}>
          When the disk is full nothing more can be saved. Make some room on it; what is saved already stays.
        </Told>
      )
    default:
      return assertNever(one)
  }
}

function Told({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Item icon="warn" tone="signal" title={title}>
      <p>{children}</p>
    </Item>
  )
}

const chosenWords: Record<Input<'health.choose'>['keep'], (named: string) => string> = {
  this: (named) => `Kept ${named} as it is; the copy lies aside.`,
  copy: (named) => `Took the copy of ${named}; what was there lies aside.`,
  both: (named) => `Kept ${named} as it is, and the copy as a brief of its own.`,
}

/** A document of which there are two: which one is to be the notebook's. */
function Conflict({ copy, now }: { readonly copy: ConflictCopy; readonly now: Date }) {
  const attempt = useAttempt()
  const { file, title, by, modified } = copy
  const named = `“${shortened(title, 40)}”`
  const [difference, ...changes] = differenceWords(copy)
  const keepBoth = useKeepBoth()
  const choose = (keep: keyof typeof chosenWords) =>
    attempt(
      'health.choose',
      { file, keep },
      () => `${chosenWords[keep](named)} ${shortcut('Z')} takes that back.`,
    )
  return (
    <Item icon="copy" tone="signal" title={`Two copies of “${title}”`}>
      <p>
        The other one was made by {by}
        {modified === null ? '' : `, last changed ${momentWords(modified, now)}`}. {difference}
      </p>
      {changes.length === 0 ? null : (
        <ul className="changes">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      <p className="path">{file}</p>
      <div className="acts">
        <button
          type="button"
          className="btn line"
          aria-label={`Keep this: ${named}, not the copy by ${by}`}
          onClick={() => void choose('this')}
        >
          Keep this
        </button>
        <button
          type="button"
          className="btn line"
          aria-label={`Use the copy: that of ${named} by ${by}`}
          disabled={copy.difference === null}
          onClick={() => void choose('copy')}
        >
          Use the copy
        </button>
        {copy.of.startsWith('briefs/') ? (
          <button
            type="button"
            className="btn line"
            aria-label={`Keep both: ${named} and the copy by ${by} as a brief of its own`}
            disabled={copy.difference === null}
            onClick={() => void keepBoth(copy.of, () => choose('both'))}
          >
            Keep both
          </button>
        ) : null}
        <span className="q">What is not kept is moved aside, not deleted.</span>
      </div>
    </Item>
  )
}

function keyOf(one: Attention): string {
  switch (one.kind) {
    case 'conflict':
      return `conflict ${one.copy.file}`
    case 'incident':
      return `incident ${one.incident.at} ${one.incident.file}`
    case 'backup':
    case 'gone':
    case 'space':
      return one.kind
    default:
      return assertNever(one)
  }
}
