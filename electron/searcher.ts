import { listenToStarter } from './apart/port-to-starter'
import { serveSearch } from './search/serve-search'

// The program of the search process: it reads a notebook, never writes to it, and ends with whoever started it.
listenToStarter(serveSearch(() => process.exit()))
