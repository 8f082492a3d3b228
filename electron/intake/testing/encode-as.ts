/** The bytes of a text in an encoding of the web, which Node only reads. Throws for a letter that the encoding has not. */
export function encodeAs(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const known = new Map<string, number[]>()
  const learn = (...bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes))
    if (letter.length === 1 && letter !== '\ufffd' && !known.has(letter)) known.set(letter, bytes)
  }
  for (let first = 0; first < 256; first += 1) learn(first)
  for (let first = 0x81; first < 0xff; first += 1)
    for (let second = 0x40; second < 0xff; second += 1) learn(first, second)
  return Uint8Array.from(
    Array.from(text).flatMap((letter) => {
      const bytes = known.get(letter)
      if (bytes === undefined) throw new Error(`${encoding} has no ${letter}`)
      return bytes
    }),
  )
}
