import { type Editor, useEditor } from '@tiptap/react'
import { useMemo } from 'react'
import type { Version } from '../../shared/model/version'
import { articleOf, articleSchema } from './article-schema'
import { Highlights } from './highlights'
import { ReadOnly } from './read-only'

const extensions = [...articleSchema, ReadOnly, Highlights]
// Nothing can be typed, pasted or dropped, so what handles that stays out.
const withoutEditing = { keymap: false, drop: false, paste: false, delete: false } as const

/** An editor that shows the blocks of a version, with a caret and without a way to change them. */
export function useArticle(version: Version, title: string): Editor {
  const content = useMemo(() => articleOf(version.blocks), [version])
  const editorProps = useMemo(
    () => ({
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-readonly': 'true',
        'aria-label': `Text of ${title}`,
        class: 'article',
        spellcheck: 'false',
        autocorrect: 'off',
        autocapitalize: 'off',
        // No keyboard slides up on a touch screen: there is nothing to type.
        inputmode: 'none',
      },
    }),
    [title],
  )
  return useEditor({
    extensions,
    content,
    editorProps,
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    enableCoreExtensions: withoutEditing,
  })
}
