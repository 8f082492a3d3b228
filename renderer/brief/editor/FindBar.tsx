import type { Editor } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
import { type Command, type EditorState, Selection } from '@tiptap/pm/state'
import {
  findNext,
  findPrev,
  getMatchHighlights,
  replaceAll,
  replaceNext,
  SearchQuery,
  type SearchResult,
  setSearchState,
} from 'prosemirror-search'
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useState,
} from 'react'
import { useStatus } from '../../state/status'
import { Icon } from '../../ui/Icon'
import { count } from '../../ui/words'
import { showSelection } from './show-selection'
import { useEditorValue } from './use-editor-value'
import '../../ui/finding.css'

type Props = {
  readonly editor: Editor
  readonly field: RefObject<HTMLInputElement | null>
  readonly onClose: () => void
}

/**
 * Finds and replaces in what the author wrote; excerpts and live blocks are as their sources have them. Enter goes on,
 * Shift+Enter goes back, Enter beside the new words replaces; Escape closes the bar and leaves the hit selected.
 */
export function FindBar({ editor, field, onClose }: Props) {
  const status = useStatus()
  const [words, setWords] = useState(() => selectedWords(editor.state))
  const [newWords, setNewWords] = useState('')
  const [matchCase, setMatchCase] = useState(false)
  const told = useEditorValue(editor, (state) => wordsFor(state, words))
  const isReadOnly = !editor.isEditable

  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [field])

  const run = (command: Command) => {
    // The editor scrolls by itself only while it has the focus.
    if (command(editor.state, editor.view.dispatch, editor.view)) showSelection(editor)
  }
  /** The first hit behind the caret, as soon as there is something to look for. */
  const showFirst = useEffectEvent(() => {
    if (words === '' || presentOf(editor.state) !== null) return
    // From where the last hit began: one more letter may be of the same.
    const { tr, selection } = editor.state
    editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(selection.from))))
    run(findNext)
  })
  useEffect(() => {
    const query = new PlainQuery({
      search: words,
      replace: newWords,
      caseSensitive: matchCase,
      literal: true,
    })
    editor.view.dispatch(setSearchState(editor.state.tr, query))
    showFirst()
  }, [editor, words, newWords, matchCase])
  useEffect(
    () => () => {
      if (editor.isDestroyed) return
      editor.view.dispatch(setSearchState(editor.state.tr, new SearchQuery({ search: '' })))
    },
    [editor],
  )
  const all = () => {
    const found = hitsIn(editor.state)
    run(replaceAll)
    status.say(`Replaced ${count(found, 'match', 'matches')}.`)
    field.current?.focus() // the button has nothing more to do
  }
  const one = () => {
    run(replaceNext)
    if (hitsIn(editor.state) === 0) field.current?.focus()
  }
  const close = () => {
    onClose()
    editor.view.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return
    const isField = event.target instanceof HTMLInputElement
    if (event.key === 'Escape') close()
    else if (event.key === 'F3' || (event.key === 'Enter' && event.target === field.current)) {
      run(event.shiftKey ? findPrev : findNext)
    } else if (event.key === 'Enter' && isField) run(replaceNext)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const none = hitsIn(editor.state) === 0
  return (
    <section className="brief-find finding" aria-label="Find and replace">
      {/* The keys belong to the controls inside, which hand them up. */}
      <div role="presentation" className="near-row" onKeyDown={onKeyDown}>
        <input
          ref={field}
          type="search"
          className="field"
          aria-label="Find in this brief"
          placeholder="Find in this brief"
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <IconButton
          icon="up"
          label="Previous match"
          hint="Shift+Enter"
          off={none}
          onPress={() => run(findPrev)}
        />
        <IconButton icon="down" label="Next match" hint="Enter" off={none} onPress={() => run(findNext)} />
        <span className="told num" aria-live="polite">
          {told}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="btn quiet small"
          aria-pressed={matchCase}
          onClick={() => setMatchCase(!matchCase)}
        >
          Match case
        </button>
        <IconButton icon="x" label="Close the search" hint="Esc" off={false} onPress={close} />
        <input
          className="field"
          aria-label="Replace with"
          placeholder="Replace with"
          dir="auto"
          autoComplete="off"
          value={newWords}
          disabled={isReadOnly}
          onChange={({ target }) => setNewWords(target.value)}
        />
        <button type="button" className="btn quiet small" disabled={none || isReadOnly} onClick={one}>
          Replace
        </button>
        <button type="button" className="btn quiet small" disabled={none || isReadOnly} onClick={all}>
          Replace all
        </button>
      </div>
    </section>
  )
}

/** Puts in the new words as they are typed: to others, a dollar in them would stand for a part of what was found. */
class PlainQuery extends SearchQuery {
  override getReplacements({ doc, schema }: EditorState, { from, to }: SearchResult) {
    const marks = doc.resolve(from).marksAcross(doc.resolve(to)) ?? []
    const text = this.replace === '' ? Fragment.empty : Fragment.from(schema.text(this.replace, marks))
    return [{ from, to, insert: new Slice(text, 0, 0) }]
  }
}

type ButtonProps = {
  readonly icon: 'up' | 'down' | 'x'
  readonly label: string
  readonly hint: string
  readonly off: boolean
  readonly onPress: () => void
}

function IconButton({ icon, label, hint, off, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      className="ib"
      aria-label={label}
      title={`${label}: ${hint}`}
      disabled={off}
      onClick={onPress}
    >
      <Icon name={icon} size={14} />
    </button>
  )
}

function hitsIn(state: EditorState): number {
  return getMatchHighlights(state).find().length
}

/** Which hit is selected, counted from 0; null when none is. */
function presentOf(state: EditorState): number | null {
  const { from, to } = state.selection
  const at = getMatchHighlights(state)
    .find()
    .findIndex((hit) => hit.from === from && hit.to === to)
  return at === -1 ? null : at
}

function wordsFor(state: EditorState, words: string): string {
  if (words === '') return ''
  const found = hitsIn(state)
  if (found === 0) return 'No matches'
  const present = presentOf(state)
  const all = found.toLocaleString('en')
  return present === null
    ? count(found, 'match', 'matches')
    : `${(present + 1).toLocaleString('en')} of ${all}`
}

/** What is selected, when that is a few words of one line. */
function selectedWords({ doc, selection: { from, to, $from, $to } }: EditorState): string {
  return $from.sameParent($to) && to - from <= 200 ? doc.textBetween(from, to) : ''
}
