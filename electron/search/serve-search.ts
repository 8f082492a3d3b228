import { ToSearch } from './messages'
import { SearchIndex } from './search-index'

/**
 * What the search process does with its messages; `end` ends it. A bug ends it too: whoever started it is told, and
 * starts another.
 */
export function serveSearch(end: () => void): (message: unknown, answer: (message: unknown) => void) => void {
  let index: SearchIndex | null = null
  return (message, answer) => {
    const request = ToSearch.parse(message)
    if (request.do === 'open') {
      index = new SearchIndex(request.searched)
      return
    }
    if (index === null) throw new Error('a notebook is opened before it is searched')
    switch (request.do) {
      case 'begin':
        index.begin(request.writer)
        return
      case 'changed':
        index.changed(request.source)
        return
      case 'listed':
        index.listed()
        return
      case 'ask': {
        const { number, question } = request
        void index.ask(question).then((answered) => answer({ number, answer: answered }))
        return
      }
      case 'close':
        void index.close().then(end)
    }
  }
}
