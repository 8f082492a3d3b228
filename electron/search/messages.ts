import { z } from 'zod'
import { NotebookId, SourceId } from '../../shared/model/ids'
import { SearchAnswer } from '../../shared/model/search'

/** Which notebook is searched, and where what is kept of it for that lies. */
export const Searched = z.strictObject({
  notebook: z.string(),
  id: NotebookId,
  cache: z.string(),
})
export type Searched = z.infer<typeof Searched>

export const Question = z.strictObject({ query: z.string(), limit: z.int().min(1), frame: z.boolean() })
export type Question = z.infer<typeof Question>

/** What crosses to the search process. */
export const ToSearch = z.discriminatedUnion('do', [
  /** What was kept can be read before the notebook is open, its sources only then. */
  z.strictObject({ do: z.literal('open'), searched: Searched }),
  /** The notebook is open. Its one writer also tidies up in the cache. */
  z.strictObject({ do: z.literal('begin'), writer: z.boolean() }),
  z.strictObject({ do: z.literal('changed'), source: SourceId }),
  /** Sources came or went. */
  z.strictObject({ do: z.literal('listed') }),
  z.strictObject({ do: z.literal('ask'), number: z.int(), question: Question }),
  z.strictObject({ do: z.literal('close') }),
])
export type ToSearch = z.infer<typeof ToSearch>

/** What comes back: the answer to a question, by its number. */
export const FromSearch = z.strictObject({ number: z.int(), answer: SearchAnswer })
export type FromSearch = z.infer<typeof FromSearch>
