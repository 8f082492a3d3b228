import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

const prevent = (_view: unknown, event: Event) => {
  event.preventDefault()
  return true
}

/**
 * The text can be read, walked through with the caret and selected, and never changed. The editor stays
 * editable for the browser, because without that there is no caret; so every way to a change is closed here.
 */
export const ReadOnly = Extension.create({
  name: 'readOnly',
  addProseMirrorPlugins: () => [
    new Plugin({
      filterTransaction: (transaction) => !transaction.docChanged,
      props: {
        handleDOMEvents: { beforeinput: prevent, paste: prevent, drop: prevent, cut: prevent },
        // A selection that is dragged would be moved within the text.
        handleDrop: () => true,
      },
    }),
  ],
})
