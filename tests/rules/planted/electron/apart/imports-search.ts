// breaks house/layers

import { serveSearch } from '../search/serve-search'

export const serve = serveSearch
