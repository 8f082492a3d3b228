import { searchFolder } from './cache-folder'
import { SearchIndex } from './search-index'
import type { OpenSearch } from './searcher'

/** Searches in this very process: for tests. */
export const searchHere: OpenSearch = ({ folder, id }) => {
  const cache = searchFolder({ id, folder })
  return new SearchIndex({ notebook: folder, id, cache })
}
