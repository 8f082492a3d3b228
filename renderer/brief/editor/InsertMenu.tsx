import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useEffectEvent, useId, useLayoutEffect, useState } from 'react'
import { type Annotation, excerptOf } from '../../../shared/model/annotation'
import { anyExcerpt } from '../../../shared/model/excerpts'
import type { SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { shortened } from '../../../shared/model/shortened'
import { useAnswer } from '../../state/use-answer'
import { Icon } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'
import { publishedBy } from '../../ui/words'
import { changesEvidence } from '../evidence'
import { insertBlock, insertCitation, seenNow } from './insert-blocks'
import { type InsertChoice, insertChoices } from './insert-choices'
import { closeMenu, type MenuKeys, markEntry, type Trigger, triggerOf } from './menu-trigger'
import type { Slot } from './slot'
import { useEditorValue } from './use-editor-value'
import { useNear } from './use-near'

/** So many excerpts are listed at once: more letters find more. */
const MOST = 20

type Props = {
  readonly editor: Editor
  readonly keys: Slot<MenuKeys>
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
}

/** The menu that is open at the caret: `/` lists what can be put there, `@` the excerpts of the notebook. */
export function InsertMenu({ editor, keys, sources }: Props) {
  const trigger = useEditorValue(editor, triggerOf)
  const close = useEffectEvent(() => {
    if (triggerOf(editor.state) !== null) editor.view.dispatch(closeMenu(editor.state.tr))
  })
  useEffect(() => {
    editor.on('blur', close)
    return () => {
      editor.off('blur', close)
    }
  }, [editor])
  if (trigger === null) return null
  return trigger.sign === '/' ? (
    <Choices key={trigger.from} editor={editor} keys={keys} trigger={trigger} />
  ) : (
    <Excerpts key={trigger.from} editor={editor} keys={keys} trigger={trigger} sources={sources} />
  )
}

type OpenProps = Pick<Props, 'editor' | 'keys'> & { readonly trigger: Trigger }

function Choices(props: OpenProps) {
  const { editor, trigger } = props
  return (
    <Menu
      {...props}
      label="Insert"
      entries={insertChoices(editor, trigger.words)}
      keyOf={({ key }) => key}
      // With something typed they stand in the order in which they fit, which is not that of the groups.
      {...(trigger.words === '' && { groupOf: ({ group }: InsertChoice) => group })}
      onTake={(entry) => entry.run(editor)}
    >
      {(entry: InsertChoice) => (
        <>
          <Icon name={entry.icon} size={14} />
          <span>{entry.name}</span>
          <span className="q">{entry.hint}</span>
        </>
      )}
    </Menu>
  )
}

function Excerpts({ sources, ...props }: OpenProps & Pick<Props, 'sources'>) {
  const { editor, trigger } = props
  const { value } = useAnswer(
    'excerpt.list',
    {
      arrangement: {
        filter: { ...anyExcerpt, text: trigger.words.trim() },
        sort: 'place',
        descending: false,
        group: 'none',
      },
      offset: 0,
      limit: MOST,
    },
    changesEvidence,
  )
  // What was found for fewer letters stays in sight until the answer is there, and is not taken for it.
  const [last, setLast] = useState(value)
  if (value !== null && value !== last) setLast(value)
  const page = value ?? last
  const more = page === null ? 0 : page.total - page.rows.length
  return (
    <Menu
      {...props}
      label="Excerpts"
      entries={page?.rows ?? []}
      // More letters find nothing where fewer did not.
      isOld={value === null && page?.rows.length !== 0}
      keyOf={({ id }) => id}
      onTake={(annotation, asBlock) => {
        if (asBlock) insertBlock(editor, 'excerpt', seenNow(annotation))
        else insertCitation(editor, annotation)
      }}
      note={
        <>
          Enter cites it, Shift+Enter quotes it as a block.
          {more > 0 ? ` ${more.toLocaleString('en')} more: keep typing.` : null}
        </>
      }
    >
      {(annotation: Annotation) => <ExcerptEntry annotation={annotation} sources={sources} />}
    </Menu>
  )
}

function ExcerptEntry({ annotation, sources }: { annotation: Annotation } & Pick<Props, 'sources'>) {
  const { kind } = annotation.body
  const source = sources.get(annotation.target.source)
  return (
    <>
      <Icon name={kind} size={11} className={kind} />
      <span className="sr">{kindWords[kind].one}: </span>
      <span className="words" dir="auto">
        {shortened(excerptOf(annotation.target), 110)}
      </span>
      <span className="q" dir="auto">
        {source === undefined ? null : (publishedBy(source) ?? source.title)}
      </span>
    </>
  )
}

type MenuProps<Entry> = OpenProps & {
  readonly label: string
  readonly entries: readonly Entry[]
  /** True while they are the answer to what was typed before, of which more letters may leave some. */
  readonly isOld?: boolean
  readonly keyOf: (entry: Entry) => string
  readonly groupOf?: (entry: Entry) => string
  readonly onTake: (entry: Entry, asBlock: boolean) => void
  readonly note?: ReactNode
  readonly children: (entry: Entry) => ReactNode
}

/**
 * A list at the caret while the focus stays in the text: arrows go through it, Enter or Tab takes an entry, Escape
 * closes it. The text names the marked entry to screen readers.
 */
function Menu<Entry>({ editor, keys, trigger, entries, isOld = false, ...props }: MenuProps<Entry>) {
  const id = useId()
  const { label, keyOf, groupOf, onTake, note, children } = props
  const [mark, setMark] = useState({ words: trigger.words, index: 0 })
  const index = mark.words === trigger.words ? Math.min(mark.index, entries.length - 1) : 0
  const marked = entries[index]
  const markedId = marked === undefined ? null : `${id}-${keyOf(marked)}`
  const box = useNear(editor, trigger.from)
  // An entry that was asked for before the answer to the last letter is taken once that is there.
  const [asked, setAsked] = useState<{ readonly words: string; readonly asBlock: boolean } | null>(null)

  const take = (entry: Entry, asBlock: boolean) => {
    const { from, to } = trigger
    editor.view.dispatch(editor.state.tr.delete(from, to))
    onTake(entry, asBlock)
    editor.view.focus()
  }
  const onKey = useEffectEvent((event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey) return false
    if (event.key === 'Escape') {
      event.stopPropagation()
      editor.view.dispatch(closeMenu(editor.state.tr))
      return true
    }
    const takes = event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)
    if (takes && isOld) {
      setAsked({ words: trigger.words, asBlock: event.shiftKey || event.altKey })
      return true
    }
    if (marked === undefined) return false
    if (takes) {
      take(marked, event.shiftKey || event.altKey)
      return true
    }
    if (event.altKey || event.shiftKey) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return false
    setMark({ words: trigger.words, index: (index + step + entries.length) % entries.length })
    return true
  })
  useLayoutEffect(() => {
    return keys.put((event) => onKey(event))
  }, [keys])

  const takeAsked = useEffectEvent(() => {
    if (asked?.words === trigger.words && marked !== undefined) take(marked, asked.asBlock)
  })
  useEffect(() => {
    if (!isOld && asked !== null) takeAsked()
  }, [isOld, asked])

  useEffect(() => {
    if (!editor.isDestroyed) editor.view.dispatch(markEntry(editor.state.tr, markedId))
  }, [editor, markedId])

  if (entries.length === 0) return null
  const option = (entry: Entry) => (
    <div
      key={keyOf(entry)}
      id={`${id}-${keyOf(entry)}`}
      ref={entry === marked ? intoView : null}
      role="option"
      aria-selected={entry === marked}
      className="combo-option"
      onClick={({ altKey, shiftKey }) => take(entry, altKey || shiftKey)}
    >
      {children(entry)}
    </div>
  )
  const groups = groupOf === undefined ? [] : [...new Set(entries.map(groupOf))]
  return (
    <div
      ref={box}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      // It scrolls, so it can be told to; a press of it leaves the focus in the text, as leaving the text closes it.
      tabIndex={0}
      onPointerDown={(event) => event.preventDefault()}
      className="combo-list brief-menu"
    >
      {groups.length < 2
        ? entries.map(option)
        : groups.map((group) => (
            <div key={group} role="group" aria-label={group}>
              <div className="menu-group" aria-hidden="true">
                {group}
              </div>
              {entries.filter((entry) => groupOf?.(entry) === group).map(option)}
            </div>
          ))}
      {note === undefined ? null : (
        <div role="presentation" className="hint combo-more">
          {note}
        </div>
      )}
    </div>
  )
}

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
