import { createContext, useContext } from 'react'
import type { Article } from './article'

/** The article of the reader around; null outside of one. */
export const ArticleContext = createContext<Article | null>(null)

/** The article that is open, for what stands around its text. */
export function useArticle(): Article {
  const article = useContext(ArticleContext)
  if (article === null) throw new Error('useArticle is for what stands inside the reader')
  return article
}
