import { Editor, type Extensions, type JSONContent } from '@tiptap/core'
import type { Node, Schema } from '@tiptap/pm/model'
import { blockSchema } from './article-schema'
import { Copying } from './copying'
import { ReadOnly } from './read-only'

type Given = {
  /** How a screen reader calls the text, and what it says about it; asked whenever the editor is drawn. */
  readonly words: () => { readonly label: string; readonly description: string | null }
  /** Makes the document, which is made of the schema of the editor. */
  readonly content: (schema: Schema) => Node
  /** What goes with the blocks: the sections at least. */
  readonly extensions: Extensions
}

/** An editor with a caret and without a way to change its text. It is apart from the page until its element is put there. */
export function readOnlyEditor({ words, content, extensions }: Given): Editor {
  return new Editor({
    // Built apart from the page, so that nothing is laid out meanwhile.
    element: document.createElement('div'),
    onBeforeCreate: ({ editor }) => {
      // The types know of JSON and HTML only; a node is taken as it is.
      editor.options.content = content(editor.schema) as unknown as JSONContent
    },
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    // Nothing can be typed, pasted or dropped, and nobody runs a command: what handles that stays out.
    enableCoreExtensions: false,
    extensions: [...blockSchema, ReadOnly, Copying, ...extensions],
    editorProps: {
      attributes: () => {
        const { label, description } = words()
        return {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-readonly': 'true',
          'aria-label': label,
          ...(description !== null && { 'aria-description': description }),
          class: 'article',
          tabindex: '0',
          spellcheck: 'false',
          autocorrect: 'off',
          autocapitalize: 'off',
          // No keyboard slides up on a touch screen: there is nothing to type.
          inputmode: 'none',
        }
      },
    },
  })
}
