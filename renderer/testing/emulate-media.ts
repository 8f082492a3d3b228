import { cdp } from 'vitest/browser'

type Media = { readonly media?: string; readonly features?: readonly { name: string; value: string }[] }
// The session of Chromium knows this command; what Vitest says of its type is empty.
type Session = { send: (method: string, parameters: Media) => Promise<unknown> }

/** Has the page believe that it is on paper, or that the system asks for this; with nothing given as it was. */
export async function emulateMedia(given: Media = {}): Promise<void> {
  await (cdp() as unknown as Session).send('Emulation.setEmulatedMedia', {
    media: '',
    features: [],
    ...given,
  })
}
