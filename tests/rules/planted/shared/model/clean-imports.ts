import type { Root } from 'mdast'
import { toMarkdown } from 'mdast-util-to-markdown'
import { z } from 'zod'
import { SourceId } from './ids'

export const Named = z.strictObject({ id: SourceId })
export const write = (tree: Root) => toMarkdown(tree)
