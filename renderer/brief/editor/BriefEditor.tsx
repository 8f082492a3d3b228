import type { Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Reference } from '../../../shared/briefing/reference'
import type { Annotation } from '../../../shared/model/annotation'
import type { BriefDocument } from '../../../shared/model/brief'
import { useCommand, useCommandSet } from '../../state/commands'
import { sentenceOf } from '../../state/host'
import { useHost, useRefusal, useTypingRefusal } from '../../state/host-context'
import { useStatus } from '../../state/status'
import { usePrinting } from '../../ui/use-rows'
import { move, openAtCaret } from './block-keys'
import { readDocument, writeDocument } from './brief-document'
import { DraftTroubleBar } from './DraftTroubleBar'
import type { BriefEditorProps } from './editor-props'
import { FindBar } from './FindBar'
import { findCitation, findWords } from './find-words'
import { InsertMenu } from './InsertMenu'
import { insertBlock, insertCitation, insertLive, seenNow } from './insert-blocks'
import { keepPlace, returnToPlace } from './kept-place'
import { Leads } from './Leads'
import { LinkField } from './LinkField'
import { createPlaces } from './lead-view'
import { makeEditor } from './make-editor'
import { countsOf, headingsOf } from './measure-brief'
import type { MenuKeys } from './menu-trigger'
import { NoteField } from './NoteField'
import { showSelection } from './show-selection'
import { createSlot } from './slot'
import { useBriefDrafts, useDraftTrouble } from './use-brief-draft'
import { useEditorValue } from './use-editor-value'
import { evidenceOf, hasSameLeads } from './walk-leads'
import './editor.css'

/** How long typing rests before outline and counts are told. */
const REST = 250

/**
 * The place where a brief is written. It saves what is typed in a moment and when it is left, and keeps what could not
 * be saved. While it has the focus, undo belongs to it.
 */
export function BriefEditor(props: BriefEditorProps) {
  return <OpenBrief key={props.brief.id} {...props} />
}

function OpenBrief(props: BriefEditorProps) {
  const { brief, sources, evidence, views, onOpenPassage, onFollowLink, ref } = props
  const host = useHost()
  const status = useStatus()
  const refusal = useRefusal()
  const typingRefusal = useTypingRefusal()
  const drafts = useBriefDrafts()
  const trouble = useDraftTrouble(drafts, brief)
  const [finding, setFinding] = useState(false)
  const [linking, setLinking] = useState(false)
  const home = useRef<HTMLDivElement>(null)
  const findField = useRef<HTMLInputElement>(null)

  const find = useCallback(
    async ({ source, annotation }: Reference): Promise<Annotation | null> => {
      const known = evidence.passage(annotation)
      if (known !== undefined && known !== null) return known
      try {
        const { passages } = await host.call('brief.evidence', {
          passages: [{ source, annotation }],
          live: [],
        })
        if (passages[0] === null) status.say('That excerpt has been deleted.')
        return passages[0] ?? null
      } catch (error) {
        status.refuse(sentenceOf(error))
        return null
      }
    },
    [host, status, evidence],
  )
  const openPassage = useCallback(
    async (passage: Reference) => {
      const annotation = await find(passage)
      if (annotation !== null) onOpenPassage(annotation)
    },
    [find, onOpenPassage],
  )

  const [places] = useState(createPlaces)
  const [menuKeys] = useState(() => createSlot<MenuKeys>())
  const [enterNote] = useState(() => createSlot<() => void>())
  // The editor lives as long as this component: what it asks for later, it asks of what is there then.
  const [asks] = useState(() =>
    createSlot<{ find: typeof find; open: typeof openPassage; follow: typeof onFollowLink }>(),
  )
  useLayoutEffect(
    () => asks.put({ find, open: openPassage, follow: onFollowLink }),
    [asks, find, openPassage, onFollowLink],
  )
  const [told] = useState(() => ({
    onOpen: (passage: Reference) => void asks.get()?.open(passage),
    onFollowLink: (href: string) => asks.get()?.follow(href),
    onEditLink: () => setLinking(true),
    onMoved: status.say,
  }))
  const [editor] = useState(() =>
    makeEditor({
      document: drafts.documentOf(brief),
      places,
      onMenuKey: (event) => menuKeys.get()?.(event) ?? false,
      onEnterNote: () => enterNote.get()?.(),
      find: async (passage) => (await asks.get()?.find(passage)) ?? null,
      ...told,
    }),
  )
  useEffect(() => editor.setEditable(typingRefusal === null, false), [editor, typingRefusal])

  const { id } = brief
  const opened = useEffectEvent(() =>
    drafts.open(brief, {
      read: () => writeDocument(editor.state.doc),
      show: (document, isStep) => showDocument(editor, document, isStep),
    }),
  )
  useLayoutEffect(() => {
    opened()
    const typed = () => drafts.type(id)
    const left = () => void drafts.save(id)
    editor.on('update', typed)
    editor.on('blur', left)
    return () => {
      editor.off('update', typed)
      editor.off('blur', left)
      drafts.close(id)
    }
  }, [drafts, editor, id])
  useEffect(() => drafts.hear(brief), [drafts, brief])
  // Below the effect that saves: what is saved last is read from the editor.
  useLayoutEffect(() => {
    home.current?.append(editor.view.dom)
    // Once its blocks have their heights.
    const frame = requestAnimationFrame(() => returnToPlace(host, id, editor))
    return () => {
      cancelAnimationFrame(frame)
      keepPlace(host, id, editor)
      editor.destroy()
    }
  }, [editor, host, id])

  const tell = useEffectEvent(() => {
    props.onOutline?.(headingsOf(editor.state.doc))
    props.onCounts?.(countsOf(editor.state.doc))
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const want = () => evidence.want(evidenceOf(editor.state.doc))
    const changed = ({ transaction: { docChanged, doc, before } }: { transaction: Transaction }) => {
      if (!docChanged) return
      if (!hasSameLeads(doc, before)) want()
      clearTimeout(timer)
      timer = setTimeout(tell, REST)
    }
    want()
    tell()
    editor.on('transaction', changed)
    return () => {
      clearTimeout(timer)
      editor.off('transaction', changed)
    }
  }, [editor, evidence])

  const caret = useEditorValue(editor, ({ selection }) => selection.$from.index(0))
  const tellCaret = useEffectEvent((block: number) => props.onCaret?.(block))
  useEffect(() => tellCaret(caret), [caret])

  const openFind = () => {
    setFinding(true)
    findField.current?.focus()
    findField.current?.select()
  }
  useCommand('find', openFind, 'Find and replace in the brief')
  const isWritable = refusal === null
  useCommandSet({
    'edit-link': isWritable ? told.onEditLink : null,
    'open-at-caret': () => {
      if (!openAtCaret(editor, told)) status.say('There is no passage and no link at the caret.')
    },
    'move-block-up': isWritable ? () => move(editor, -1, told) : null,
    'move-block-down': isWritable ? () => move(editor, 1, told) : null,
  })

  useImperativeHandle(ref, () => ({
    insertExcerpt: (annotation) => insertBlock(editor, 'excerpt', seenNow(annotation)),
    insertCitation: (annotation) => insertCitation(editor, annotation),
    insertLive: (question, caption) => insertLive(editor, question, caption),
    jumpTo: (check) => {
      const { doc } = editor.state
      const isBlock = doc.maybeChild(check.block)?.isAtom === true
      const found = isBlock ? null : (findCitation(doc, check) ?? findWords(doc, check.block, check.words))
      if (found === null) goToBlock(editor, check.block)
      else select(editor, TextSelection.create(doc, found.from, found.to))
    },
    jumpToBlock: (block) => goToBlock(editor, block),
    begin: (lines) => begin(editor, lines),
    headings: () => headingsOf(editor.state.doc),
    document: () => writeDocument(editor.state.doc),
    find: openFind,
    save: () => drafts.save(id),
  }))

  const printing = usePrinting(home)
  const setting = useMemo(
    () => ({ editor, evidence, sources, views, onOpen: told.onOpen, printing }),
    [editor, evidence, sources, views, told, printing],
  )
  return (
    <div className="brief-editor">
      {finding ? <FindBar editor={editor} field={findField} onClose={() => setFinding(false)} /> : null}
      {trouble === null ? null : (
        <DraftTroubleBar
          trouble={trouble}
          onRetry={() => void drafts.save(id)}
          onKeepMine={() => drafts.keepMine(id)}
          onTakeTheirs={() => drafts.takeTheirs(id)}
          onSettled={() => editor.view.focus()}
        />
      )}
      <div ref={home} />
      <Leads places={places} setting={setting} />
      <InsertMenu editor={editor} keys={menuKeys} sources={sources} />
      <NoteField editor={editor} enter={enterNote} />
      {linking ? <LinkField editor={editor} onClose={() => setLinking(false)} /> : null}
    </div>
  )
}

/**
 * Puts in what differs from the document that is there, so that caret, undo and everything else stay as they are. What
 * comes from elsewhere is no step of this editor, unless it takes the place of something that was written here.
 */
function showDocument(editor: Editor, document: BriefDocument, isStep: boolean): void {
  const { tr, doc } = editor.state
  const next = readDocument(editor.schema, document)
  const start = doc.content.findDiffStart(next.content)
  const end = doc.content.findDiffEnd(next.content)
  if (start === null || end === null) return
  // Where the same sign stands at both ends, they pass each other.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const slice = next.slice(start, end.b + overlap)
  tr.replace(start, end.a + overlap, slice)
    .setMeta('addToHistory', isStep)
    .setMeta('preventUpdate', true)
  // Of its own, however soon after the last letter: undo brings back all that was written here.
  editor.view.dispatch(isStep ? closeHistory(tr) : tr)
}

function goToBlock(editor: Editor, block: number): void {
  const { doc } = editor.state
  if (block >= doc.childCount) return editor.view.focus()
  const start = doc.resolve(0).posAtIndex(block)
  const node = doc.child(block)
  select(editor, node.isAtom ? NodeSelection.create(doc, start) : Selection.near(doc.resolve(start + 1)))
}

/** Goes to the line before the first heading, which is made where there is none: words typed in a heading would name it. */
function begin(editor: Editor, lines: readonly string[]): void {
  const { tr, doc, schema } = editor.state
  const line = schema.nodes.paragraph?.create()
  if (editor.isEditable && line !== undefined && doc.firstChild?.type !== line.type) tr.insert(0, line)
  tr.setSelection(Selection.atStart(tr.doc))
  lines.forEach((words, index) => {
    if (index > 0) tr.split(tr.selection.from)
    tr.insertText(words)
  })
  editor.view.dispatch(tr.scrollIntoView())
  editor.view.focus()
}

function select(editor: Editor, selection: Selection): void {
  editor.view.dispatch(editor.state.tr.setSelection(selection))
  editor.view.focus()
  showSelection(editor)
}
