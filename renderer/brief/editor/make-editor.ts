import { Editor, Extension, type JSONContent } from '@tiptap/core'
import type { EditorProps } from '@tiptap/pm/view'
import { search } from 'prosemirror-search'
import type { Reference } from '../../../shared/briefing/reference'
import type { Annotation } from '../../../shared/model/annotation'
import type { BriefDocument } from '../../../shared/model/brief'
import { BlockKeys } from './block-keys'
import { readDocument } from './brief-document'
import { briefNodes } from './brief-nodes'
import { DropEvidence } from './drop-evidence'
import { FreshSelection } from './fresh-selection'
import { KeepSelectedBlock } from './keep-selected-block'
import { LeadViews, type Places } from './lead-view'
import { type MenuKeys, MenuTrigger, markedIn, triggerOf } from './menu-trigger'
import { NoteKeys } from './note-keys'
import { NoteNumbers } from './note-numbers'
import { PastedHtml } from './pasted-html'
import { TypedText } from './typed-text'

type Given = {
  readonly document: BriefDocument
  readonly places: Places
  readonly onMenuKey: MenuKeys
  readonly onEnterNote: () => void
  readonly find: (passage: Reference) => Promise<Annotation | null>
  readonly onOpen: (passage: Reference) => void
  readonly onFollowLink: (href: string) => void
  readonly onEditLink: () => void
  readonly onMoved: (words: string) => void
}

const Finding = Extension.create({ name: 'finding', addProseMirrorPlugins: () => [search()] })

/** The editor of a brief, apart from the page until its element is put there. */
export function makeEditor(given: Given): Editor {
  const { places, onMenuKey, onEnterNote, find, onOpen, onFollowLink, onEditLink, onMoved } = given
  return new Editor({
    element: document.createElement('div'),
    onBeforeCreate: ({ editor }) => {
      // What a node writes of itself, the editor reads.
      editor.options.content = readDocument(editor.schema, given.document).toJSON() as JSONContent
    },
    injectCSS: false,
    // What is pasted stays as it was written; signs become form only as they are typed.
    enablePasteRules: false,
    extensions: [
      ...briefNodes,
      FreshSelection,
      NoteNumbers,
      Finding,
      LeadViews.configure({ places }),
      MenuTrigger.configure({ onKey: onMenuKey }),
      NoteKeys.configure({ onEnter: onEnterNote }),
      DropEvidence.configure({ find }),
      PastedHtml,
      TypedText,
      KeepSelectedBlock,
      BlockKeys.configure({ onOpen, onFollowLink, onEditLink, onMoved }),
    ],
    editorProps,
  })
}

const editorProps: EditorProps = {
  attributes: (state): Record<string, string> => {
    const marked = markedIn(state)
    const isOpen = triggerOf(state) !== null && marked !== null
    return {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': 'Text of the brief',
      'aria-description': 'Type / to insert, @ to cite an excerpt.',
      class: 'brief-text',
      ...(isOpen && { 'aria-activedescendant': marked, 'aria-haspopup': 'listbox' }),
    }
  },
  // The caret keeps clear of what stands over the edges of the page.
  scrollMargin: { top: 64, bottom: 48, left: 0, right: 0 },
  scrollThreshold: { top: 48, bottom: 32, left: 0, right: 0 },
}
