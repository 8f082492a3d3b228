import { fold } from '../model/fold'

/** The words of a text in one spelling, with one space between them and no other sign. */
export function bareWords(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
