import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { createContext, memo, useContext, useEffect, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { fingerprint } from '../../../shared/briefing/fingerprint'
import type { Reference } from '../../../shared/briefing/reference'
import type { BriefLive, LiveContent, SeenPassage } from '../../../shared/model/brief'
import type { SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { useRefusal } from '../../state/host-context'
import type { BriefEvidence } from '../evidence'
import type { BriefViews } from './editor-props'
import { liveState, passageState } from './lead-state'
import type { Place, Places } from './lead-view'
import { useNumbers } from './use-numbers'
import { passageOf, questionOf } from './walk-leads'

/** What every lead of a document is drawn with. */
type Setting = {
  readonly editor: Editor
  readonly evidence: BriefEvidence
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
  readonly views: BriefViews
  readonly onOpen: (passage: Reference) => void
  /** While it is, everything is drawn in full. */
  readonly printing: boolean
}

const SettingContext = createContext<Setting | null>(null)

type LeadsProps = { readonly places: Places; readonly setting: Setting }

/** Draws the leads into their places. Each is drawn again when its node, its evidence or its number changes, and for nothing else. */
export const Leads = memo(function Leads({ places, setting }: LeadsProps) {
  const open = useSyncExternalStore(places.subscribe, places.current)
  return (
    <SettingContext value={setting}>
      {open.map((place) => createPortal(<Lead place={place} />, place.dom, String(place.key)))}
    </SettingContext>
  )
})

const Lead = memo(function Lead({ place }: { readonly place: Place }) {
  const { node } = useSyncExternalStore(place.subscribe, place.shown)
  return node.type.name === 'live' ? <LiveLead place={place} /> : <PassageLead place={place} />
})

function PassageLead({ place }: { readonly place: Place }) {
  const { editor, evidence, sources, views, onOpen, printing } = useSetting()
  const { node, selected, near } = useSyncExternalStore(place.subscribe, place.shown)
  const disabled = useRefusal() !== null
  const attrs = passageOf(node)
  const now = useSyncExternalStore(evidence.subscribe, () => evidence.passage(attrs.annotation))
  const number = useNumbers(editor, (numbers) => numbers.get(attrs.annotation) ?? null)
  const state = passageState(attrs, now)
  const View = node.type.name === 'excerpt' ? views.ExcerptView : views.CitationView
  const newer = state.status === 'stale' || state.status === 'declined' ? state.words : null
  if (!near && !printing && state.status !== 'stale' && state.status !== 'deleted') {
    return <PlainExcerpt {...attrs} />
  }
  return (
    <View
      attrs={attrs}
      state={state}
      // Its text may have become a version of another source since, or a source of its own.
      source={sources.get(now?.target.source ?? attrs.source) ?? null}
      number={number}
      selected={selected}
      disabled={disabled}
      onUseNew={() => {
        if (newer !== null) change(editor, place, { exact: newer, declined: null })
      }}
      onKeep={() => {
        if (newer !== null) change(editor, place, { declined: fingerprint(newer) })
      }}
      onOpen={() => onOpen(attrs)}
      onRemove={() => remove(editor, place)}
    />
  )
}

function LiveLead({ place }: { readonly place: Place }) {
  const { editor, evidence, sources, views, onOpen, printing } = useSetting()
  const { node, selected, near } = useSyncExternalStore(place.subscribe, place.shown)
  const disabled = useRefusal() !== null
  const question = questionOf(node)
  const now = useSyncExternalStore(evidence.subscribe, () => evidence.live(question))
  const numbers = useNumbers(editor, (all) => all)
  const attrs = node.attrs as BriefLive['attrs'] // as the model says
  const state = liveState(attrs, now)
  const newer = state.status === 'stale' || state.status === 'declined' ? state.content : null

  const isFirst = attrs.seen === null && !disabled
  useEffect(() => {
    if (isFirst && now !== undefined) takeFirst(editor, place, now)
  }, [editor, place, isFirst, now])

  if (!near && !printing && state.status !== 'stale') return <PlainLive {...attrs} />
  return (
    <views.LiveView
      attrs={attrs}
      state={state}
      sources={sources}
      numberOf={({ annotation }) => numbers.get(annotation) ?? null}
      selected={selected}
      disabled={disabled}
      onUseNew={() => {
        if (newer !== null) change(editor, place, { seen: newer, declined: null })
      }}
      onKeep={() => {
        if (newer !== null) change(editor, place, { declined: fingerprint(newer) })
      }}
      onOpen={onOpen}
      onRemove={() => remove(editor, place)}
      onChangeFilter={(filter) => change(editor, place, { filter, seen: null, declined: null }, false)}
      onCaption={(caption) => change(editor, place, { caption }, false)}
    />
  )
}

/** What is far from the window and asks for nothing, in its words alone: a long brief has thousands of such blocks. */
function PlainExcerpt({ exact }: SeenPassage) {
  return (
    <div className="ex">
      <blockquote dir="auto">{exact}</blockquote>
    </div>
  )
}

function PlainLive({ seen, caption }: BriefLive['attrs']) {
  const rows = (seen?.rows ?? []).map(({ cells }) => cells.map(({ words }) => words).join(' '))
  return (
    <div className="live" dir="auto">
      {[caption ?? '', ...rows].join('\n')}
    </div>
  )
}

const waiting = new WeakMap<Editor, Map<Place, LiveContent>>()

/**
 * What was never shown is taken as it is: there is nothing that it could differ from, and nothing to undo. All that one
 * answer brings is one change of the document.
 */
function takeFirst(editor: Editor, place: Place, content: LiveContent): void {
  const known = waiting.get(editor)
  if (known !== undefined) {
    known.set(place, content)
    return
  }
  const all = new Map([[place, content]])
  waiting.set(editor, all)
  queueMicrotask(() => {
    waiting.delete(editor)
    if (editor.isDestroyed) return
    const { tr } = editor.state
    for (const [one, seen] of all) {
      const at = one.position()
      if (at !== undefined) tr.setNodeAttribute(at, 'seen', seen)
    }
    editor.view.dispatch(tr.setMeta('addToHistory', false))
  })
}

function useSetting(): Setting {
  const setting = useContext(SettingContext)
  if (setting === null) throw new Error('no Leads above this component')
  return setting
}

/** Changes a block; what was pressed for it may be gone then, so the focus goes to the block unless it is to stay. */
function change(
  editor: Editor,
  place: Place,
  attrs: Readonly<Record<string, unknown>>,
  focuses = true,
): void {
  const at = place.position()
  if (at === undefined || !editor.isEditable) return
  const { tr } = editor.state
  for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(at, name, value)
  if (focuses) tr.setSelection(NodeSelection.create(tr.doc, at))
  editor.view.dispatch(tr)
  if (focuses) editor.view.focus()
}

function remove(editor: Editor, place: Place): void {
  const at = place.position()
  if (at === undefined || !editor.isEditable) return
  editor.chain().setNodeSelection(at).deleteSelection().focus().run()
}
