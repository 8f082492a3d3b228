import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin } from '@tiptap/pm/state'

/**
 * Keeps a block selected that a command selected. The browser may put its caret beside the block a moment after it got the
 * focus, and the editor would take that for a wish of the person: the next key would act on the gap and not on the block.
 * Keys and the pointer leave the block by ways of their own.
 */
export const KeepSelectedBlock = Extension.create({
  name: 'keepSelectedBlock',
  // Before the cursor of gaps, which would take the caret beside the block for itself.
  priority: 200,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        createSelectionBetween: ({ state: { selection } }, { pos }, head) => {
          if (!(selection instanceof NodeSelection) || selection.node.isInline || pos !== head.pos)
            return null
          return pos === selection.from || pos === selection.to ? selection : null
        },
      },
    }),
  ],
})
