import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { parseReference, type Reference } from '../../shared/briefing/reference'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { tokensOf } from '../../shared/model/rank'
import { shortened } from '../../shared/model/shortened'
import { type CommandId, commandTable } from '../state/command-table'
import { useCommands } from '../state/commands'
import { commandOfEvent, keyWords } from '../state/keys'
import { useAnswer } from '../state/use-answer'
import { Dialog } from '../ui/Dialog'
import { Icon } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { Marked } from '../ui/Marked'
import { commandIcon } from './command-icons'
import { type Choice, listCommands, listSources, sectionsFor } from './palette-choices'
import './palette.css'

type Props = {
  readonly sources: readonly SourceSummary[]
  /** What was run from here before, the last one first. */
  readonly recent: readonly CommandId[]
  readonly onRun: (command: CommandId) => void
  readonly onOpenSource: (source: SourceId) => void
  readonly onOpenPassage: (annotation: Annotation) => void
  readonly onClose: () => void
}

/** Finds every command that can be done now, every text, and the passage that a reference of a brief names. */
export function Palette({ sources, recent, onRun, onOpenSource, onOpenPassage, onClose }: Props) {
  const id = useId()
  const actions = useCommands()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const commands = useMemo(() => listCommands(actions), [actions])
  const texts = useMemo(() => listSources(sources), [sources])
  const pasted = query.trim().replace(/^<|>$/g, '') // out of a footnote a reference may come in angle brackets
  const isReference = pasted.startsWith('sourcebook:')
  const { passage, words } = usePassage(useMemo(() => parseReference(pasted), [pasted]))
  const sections = useMemo(
    () => (isReference ? [] : sectionsFor(query, commands, texts, recent)),
    [isReference, query, commands, texts, recent],
  )
  const tokens = useMemo(() => tokensOf(query), [query])

  const choices: readonly (Choice | Annotation)[] =
    passage === null ? sections.flatMap((section) => section.choices) : [passage]
  const hidden = sections.reduce((sum, section) => sum + section.hidden, 0)
  const present = Math.min(active, choices.length - 1)

  const take = (choice: Choice | Annotation | undefined) => {
    if (choice === undefined) return
    if ('target' in choice) onOpenPassage(choice)
    else if (choice.kind === 'command') onRun(choice.id)
    else onOpenSource(choice.id)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (commandOfEvent(event.nativeEvent, 'window') === 'palette') {
      if (!event.repeat) onClose() // the key that opened it may still be held down
    } else if (event.key === 'Enter') take(choices[present])
    else if (step !== undefined && choices.length > 0) {
      const wrapped = (present + step + choices.length) % choices.length
      setActive(Math.abs(step) === 1 ? wrapped : Math.max(0, Math.min(present + step, choices.length - 1)))
    } else return
    event.preventDefault()
  }

  const option = (choice: Choice | Annotation, index: number) => (
    <div
      key={choice.id}
      id={`${id}-${index}`}
      role="option"
      aria-selected={index === present}
      ref={index === present ? intoView : undefined}
      className="opt choosable"
      onPointerMove={() => setActive(index)}
      onClick={() => take(choice)}
    >
      {'target' in choice ? <Passage annotation={choice} /> : <Found choice={choice} tokens={tokens} />}
    </div>
  )

  return (
    <Dialog title="Command palette" onClose={onClose} className="palette" hideTitle light>
      <div className="in">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label="Search or run a command"
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={choices.length === 0 ? undefined : `${id}-${present}`}
          placeholder="Search or run"
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={({ target }) => {
            setQuery(target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {choices.length === 0 ? <p className="none">{words ?? 'Nothing here has that name.'}</p> : null}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Commands and sources"
        className="found"
        hidden={choices.length === 0}
      >
        {passage === null
          ? sections.map((section) => (
              <div key={section.title} role="group" aria-label={section.title}>
                <div role="presentation" className="of">
                  {section.title}
                </div>
                {section.choices.map((choice) => option(choice, choices.indexOf(choice)))}
              </div>
            ))
          : option(passage, 0)}
      </div>
      <div className="ft">
        <span aria-hidden="true">
          <kbd>↑</kbd> <kbd>↓</kbd> move
        </span>
        <span aria-hidden="true">
          <kbd>Enter</kbd> run
        </span>
        <span aria-hidden="true">
          <kbd>{keyWords({ sign: 'Escape' })}</kbd> close
        </span>
        <span className="grow" />
        <span className="num" aria-live="polite">
          {hidden > 0
            ? `… and ${hidden.toLocaleString('en')} more: type further`
            : `${choices.length} of ${commands.length + texts.length}`}
        </span>
      </div>
    </Dialog>
  )
}

/** A list box shows the option that its keys have reached. */
const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

function Found({ choice, tokens }: { choice: Choice; tokens: readonly string[] }) {
  const icon = choice.kind === 'source' ? 'doc' : commandIcon(choice.id, commandTable[choice.id].group)
  return (
    <>
      <Icon name={icon} />
      <bdi className="name">
        <Marked text={choice.title} tokens={tokens} />
      </bdi>
      {choice.note === null ? null : (
        <bdi className="q">
          {choice.kind === 'source' ? <Marked text={choice.note} tokens={tokens} /> : choice.note}
        </bdi>
      )}
      {choice.kind === 'command' && choice.key !== null ? <kbd>{choice.key}</kbd> : null}
    </>
  )
}

function Passage({ annotation: { body, target } }: { annotation: Annotation }) {
  return (
    <>
      <Icon name={body.kind} className={body.kind} />
      <bdi className="name">“{shortened(excerptOf(target), 60)}”</bdi>
      <span className="q">{kindWords[body.kind].one}</span>
    </>
  )
}

/** The passage that a reference names, or words that say why there is none. */
function usePassage(reference: Reference | null): {
  readonly passage: Annotation | null
  readonly words: string | null
} {
  const { value, failure } = useAnswer(
    'brief.evidence',
    reference === null ? null : { passages: [{ ...reference }], live: [] },
    ({ kind }) => kind === 'annotations' || kind === 'codebook' || kind === 'library',
  )
  if (reference === null) return { passage: null, words: null }
  const passage = value?.passages[0] ?? null
  const gone = value !== null && passage === null
  return {
    passage,
    words: gone ? 'This passage is not in the notebook.' : (failure ?? 'Looking for the passage'),
  }
}
