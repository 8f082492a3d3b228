import { config } from 'zod'

// The content security policy allows no code made from strings. Zod probes for it while a schema is being
// built, so this file has to be the first import of the entry.
config({ jitless: true })
